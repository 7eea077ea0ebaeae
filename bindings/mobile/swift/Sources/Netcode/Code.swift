/// The digits of a code, 1 to 10 of them, leading zeros kept. Printing it, alone or inside another value, hides them;
/// ``digits`` shows them on purpose.
public struct Code: Hashable, Sendable {
    public let digits: String

    /// Reads digits as typed. Fails with `code.malformed`.
    public init(_ text: String) throws {
        self = try parseCode(text: text)
    }

    init(unchecked digits: String) {
        self.digits = digits
    }
}

extension Code: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Code(\(digits.count) digits)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
