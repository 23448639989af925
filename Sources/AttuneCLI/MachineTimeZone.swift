import Foundation
import SiteEngine

/// The time zone that this computer's clock is set to.
enum MachineTimeZone {
  /// Its name, such as `America/New_York`; `nil` where the computer does not say it.
  ///
  /// Only `attune new` asks, to fill in a form: no site depends on the computer that builds it. No practice
  /// lies in UTC; a computer that says so was never told where it is.
  static var name: String? {
    [linked, written].compactMap(\.self).first { name in
      NewSite.knows(timeZone: name) && !name.hasPrefix("Etc/") && name != "UTC"
    }
  }

  /// What `/etc/localtime` leads to, as it does on Macs and most Linux systems.
  private static var linked: String? {
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
    return path.flatMap { path in
      path.range(of: "zoneinfo/").map { String(path[$0.upperBound...]) }
    }
  }

  /// What `/etc/timezone` says, as it does where a container has only a copy of the zone.
  private static var written: String? {
    FileManager.default.contents(atPath: "/etc/timezone").map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }
}
