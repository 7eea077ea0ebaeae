import Foundation

/// A minute on a lock's own clock, without daylight saving and without a zone, from 2020-01-01T00:00. Foundation's
/// `Date` is a moment of the world, which is why this is a type of its own; ``Zone`` turns one into the other.
public struct LockTime: Hashable, Comparable, Codable, Sendable {
    /// Seconds since 1970-01-01T00:00, both read off the lock's clock. What is not a time of a lock is refused by the
    /// call it is given to.
    public let wallSeconds: Int64

    public init(wallSeconds: Int64) {
        self.wallSeconds = wallSeconds
    }

    /// Reads `YYYY-MM-DDTHH:MM`. Fails with `time.malformed`, `time.before_2020`.
    public init(_ text: String) throws {
        self = try parseLockTime(text: text)
    }

    /// What a calendar in GMT shows at `date`: for dates that were made to carry a time without a zone.
    public init(readingGMT date: Date) {
        wallSeconds = Int64(date.timeIntervalSince1970.rounded(.down))
    }

    /// A date at which a calendar in GMT shows this time, for formatters and pickers set to GMT.
    public var dateInGMT: Date { Date(timeIntervalSince1970: TimeInterval(wallSeconds)) }

    /// This time moved by `minutes`.
    public func adding(minutes: Int64) -> LockTime { LockTime(wallSeconds: wallSeconds + minutes * 60) }

    public static func < (one: LockTime, other: LockTime) -> Bool { one.wallSeconds < other.wallSeconds }
}

extension LockTime: CustomStringConvertible {
    /// `YYYY-MM-DDTHH:MM`; for what is no time of a lock, what is wrong with it.
    public var description: String {
        do { return try lockTimeText(time: self) } catch { return "\(error)" }
    }
}
