import Documents
import Templates

/// A block, as the theme's template for it sees it.
let blockView = RecordView(
  name: "blocks",
  fields: commonFields + [
    ViewField("kind", .choice(BlockKind.allCases.map(\.rawValue))) { id, scope in
      .text(scope.block(id).kind.rawValue)
    },
    ViewField("title", .html) { id, scope in scope.blockTitle(id) },
    ViewField("content", .html) { id, scope in
      scope.part(scope.block(id).content, of: BlockID(number: id))
    },
    // What a figure shows, or whose words a quotation is.
    ViewField("caption", .html) { id, scope in
      scope.part(scope.block(id).caption, of: BlockID(number: id))
    },
    // Questions with answers, steps, or words with what they mean.
    ViewField("items", .list(of: .record(ViewKind.blockItem))) { id, scope in
      let name = BlockID(number: id)
      return .list(
        scope.block(id).items.indices.map {
          .record(
            TemplateRecord(
              ViewKind.blockItem, BlockID(name.page, name.block, item: $0).number))
        })
    },
    // Where a film is shown, or a conversation arranged.
    ViewField("address", .url) { id, scope in scope.blockAddress(id) },
    // Whom somebody asks for a film.
    ViewField("hint", .text) { id, scope in
      let block = scope.block(id)
      guard block.player != nil, let key = BlockWords.keys(for: block).first else { return .null }
      return optional(scope.string(key))
    },
    // What the link to where a conversation is arranged says.
    ViewField("label", .text) { id, scope in
      scope.block(id).kind == .booking ? optional(scope.string(Label.booking.stringKey)) : .null
    },
    // The whole form: so no theme can forget the warning or the trap.
    ViewField("form", .html) { id, scope in
      let kind = scope.block(id).kind
      guard FormSettings.kinds.contains(kind) else { return .null }
      var html: [UInt8] = []
      scope.appendForm(kind, to: &html)
      return .html(html)
    },
  ])

/// Whether the text of a page has films, for which a theme may have a script.
///
/// The text above a list stands on the first page of it.
let videoField = ViewField("has-videos", .flag) { _, scope in
  guard let subject = scope.subject, scope.listPage.number == 1 else { return .flag(false) }
  return .flag(scope.body(of: subject).blocks.contains { $0.kind == .video })
}

/// A question with its answer, a step, or a word with what it means.
let blockItemView = RecordView(
  name: "items of blocks",
  fields: [
    ViewField("title", .html) { id, scope in
      scope.part(scope.blockItem(id)?.title, of: BlockID(number: id))
    },
    ViewField("content", .html) { id, scope in
      scope.part(scope.blockItem(id)?.content, of: BlockID(number: id))
    },
    ViewField("id", .text) { id, scope in optional(scope.blockItem(id)?.id) },
  ])

extension RenderScope {
  fileprivate mutating func block(_ number: Int) -> Block {
    let id = BlockID(number: number)
    return body(of: id.page).blocks[id.block]
  }

  fileprivate mutating func blockItem(_ number: Int) -> BlockItem? {
    let items = block(number).items
    let index = BlockID(number: number).item
    return items.indices.contains(index) ? items[index] : nil
  }

  fileprivate mutating func blockTitle(_ number: Int) -> TemplateValue {
    let block = block(number)
    if let title = block.title { return part(title, of: BlockID(number: number)) }
    guard let label = block.kind.label else { return .null }
    var html: [UInt8] = []
    appendEscaped(string(label.stringKey), to: &html)
    return .html(html)
  }

  fileprivate mutating func blockAddress(_ number: Int) -> TemplateValue {
    let block = block(number)
    if block.kind == .booking { return bookingAddress().map { .url($0) } ?? .null }
    if let player = block.player { return .url(player) }
    guard let film = block.film else { return .null }
    return .url(linkAddress(film, on: BlockID(number: number).page))
  }

  /// A part of a block as HTML, or nothing.
  fileprivate mutating func part(_ range: Range<Int>?, of id: BlockID) -> TemplateValue {
    guard let range, !range.isEmpty else { return .null }
    var html: [UInt8] = []
    let text = PageText(id.page, body(of: id.page), termUses(on: id.page), .visitor)
    append(range, of: text, in: id.block, to: &html)
    return .html(html)
  }
}
