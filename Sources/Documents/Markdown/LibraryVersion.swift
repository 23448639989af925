import CMark

/// The version of libcmark that this program runs with, such as `0.30.2`.
///
/// The bytes of a site are the same on every machine with the same one.
package var markdownLibraryVersion: String { String(cString: cmark_version_string()) }
