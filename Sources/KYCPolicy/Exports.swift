// One import is enough for users of the library: fields, values and diagnostics come along.
@_exported public import PolicyDiagnostics
@_exported public import TokenSpec
