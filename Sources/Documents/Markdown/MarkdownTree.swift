import CArena
import CMark

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A parsed CommonMark text, owned by exactly one place and freed when that place is done.
///
/// This file is the only code that sees libcmark. A tree never leaves the function that made it.
struct MarkdownTree: ~Copyable {
  private let root: MarkdownNode?
  private let arena: OpaquePointer?

  /// Parses what `feed` hands over; this cannot fail, every sequence of bytes is a valid text.
  ///
  /// The text may come in pieces cut anywhere. With `repairsText`, bytes that are not UTF-8 become
  /// U+FFFD; without it they must not occur, because libcmark would copy them into the HTML.
  init(repairsText: Bool, feed: (MarkdownFeed) -> Void) {
    arena = attune_arena_open()
    defer { attune_arena_close(arena) }
    // The parser keeps a pointer to the functions in every node, but only uses it to allocate.
    let options = repairsText ? CMARK_OPT_VALIDATE_UTF8 : CMARK_OPT_DEFAULT
    guard let parser = cmark_parser_new_with_mem(options, attune_arena_functions()) else {
      root = nil
      return
    }
    feed(MarkdownFeed(parser: parser))
    root = cmark_parser_finish(parser).map { MarkdownNode(pointer: $0) }
    cmark_parser_free(parser)
  }

  /// Reads the tree, which lives at least until `body` returns.
  ///
  /// The document is `nil` only if libcmark gave none, which its source rules out.
  borrowing func read<Result>(_ body: (_ document: MarkdownNode?) -> Result) -> Result {
    body(root)
  }

  // The nodes go with the arena; libcmark would visit each of them.
  deinit { attune_arena_free(arena) }
}

/// The open end of a parser.
struct MarkdownFeed {
  fileprivate let parser: OpaquePointer

  /// Hands over the next bytes of the text.
  func append(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, bytes.count > 0 else { return }
      cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }
}

/// What a node of the tree is.
enum MarkdownKind {
  case document, quote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
  case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image, custom
}

/// One node of a tree, valid as long as the tree is.
struct MarkdownNode: Equatable {
  fileprivate let pointer: OpaquePointer

  var kind: MarkdownKind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_DOCUMENT: .document
    default: .custom
    }
  }

  var firstChild: MarkdownNode? { cmark_node_first_child(pointer).map(MarkdownNode.init) }
  var lastChild: MarkdownNode? { cmark_node_last_child(pointer).map(MarkdownNode.init) }
  var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }
  var previous: MarkdownNode? { cmark_node_previous(pointer).map(MarkdownNode.init) }
  var parent: MarkdownNode? { cmark_node_parent(pointer).map(MarkdownNode.init) }

  /// The first line of a block, counted from one; lines of inlines are wrong in libcmark 0.30.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  /// The byte of its line at which a block begins, counted from one.
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  /// The last line of a block; for a code block that its container ended, one too many.
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

  /// The text of a text, code or HTML node.
  var literal: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_literal(pointer)) }
  /// The words after the opening fence of a code block.
  var fenceWords: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_fence_info(pointer)) }
  /// The address of a link or image, its escapes and entities read.
  var address: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_url(pointer)) }
  /// The title of a link or image.
  var title: UnsafeBufferPointer<UInt8> { bytes(cmark_node_get_title(pointer)) }

  /// The bytes of a C string that lives as long as the node.
  private func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(text)
    return UnsafeRawBufferPointer(start: text, count: count).assumingMemoryBound(to: UInt8.self)
  }
}

/// The version of libcmark, which is part of what decides the bytes of a page.
package var markdownLibraryVersion: String {
  cmark_version_string().map { String(cString: $0) } ?? ""
}
