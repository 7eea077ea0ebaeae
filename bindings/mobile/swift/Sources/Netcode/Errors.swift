import Foundation

extension NetcodeError: LocalizedError {
    /// What sort of failure it is; the case says the same.
    public var kind: ErrorKind { parts.0 }
    /// The stable dotted code, equal in every language, for example `grant.start_not_on_hour`.
    public var code: String { parts.1 }
    /// What went wrong, in the user's words.
    public var detail: String { parts.2 }
    /// What to do about it.
    public var hint: String { parts.3 }

    public var errorDescription: String? { detail }
    public var recoverySuggestion: String? { hint }

    private var parts: (ErrorKind, String, String, String) {
        switch self {
        case let .Invalid(code, detail, hint): return (.invalid, code, detail, hint)
        case let .NotFound(code, detail, hint): return (.notFound, code, detail, hint)
        case let .Conflict(code, detail, hint): return (.conflict, code, detail, hint)
        case let .Denied(code, detail, hint): return (.denied, code, detail, hint)
        case let .Exhausted(code, detail, hint): return (.exhausted, code, detail, hint)
        case let .Limited(code, detail, hint): return (.limited, code, detail, hint)
        case let .Unavailable(code, detail, hint): return (.unavailable, code, detail, hint)
        case let .Corrupt(code, detail, hint): return (.corrupt, code, detail, hint)
        }
    }
}
