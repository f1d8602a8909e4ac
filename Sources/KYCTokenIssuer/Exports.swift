// One import is enough for whoever issues tokens.
@_exported public import KYCPolicy
