package import PolicyDiagnostics
package import TokenSpec

extension SpecificationRule {
    /// The rule as diagnostics about policies and calls carry it.
    ///
    /// A country that does not exist is an error there, though the specification takes any text: nobody can mean it. The
    /// other lists of known codes are open.
    package var descriptor: RuleDescriptor {
        let isError = isInSpecification || self == .countryUnknown
        return RuleDescriptor(
            id: id,
            tier: isError ? .specification : .lint,
            severity: isError ? .error : .warning,
            summary: summary
        )
    }
}
