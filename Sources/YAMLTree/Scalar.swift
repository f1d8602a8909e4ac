extension YAML {
    /// A single value as text, with escapes resolved and lines folded, but not typed: that is the reader's part.
    package struct Scalar: Sendable, Equatable {
        package var value: String
        package var style: Style

        package init(value: String, style: Style) {
            self.value = value
            self.style = style
        }
    }
}

extension YAML.Scalar {
    /// The way a scalar was written; only a plain one can mean anything but a string.
    package enum Style: Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }
}
