import CYaml

/// One thing that libyaml found: a value, or where a list or fields begin or end.
struct YAMLEvent {
  /// What was found.
  enum Kind {
    case documentStart
    case documentEnd
    case streamEnd
    case alias
    case scalar(String, YAMLScalarStyle)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    /// The text is not YAML; nothing comes after this.
    case broken(YAMLComplaint)
  }

  /// What was found.
  let kind: Kind
  /// Whether it carries an anchor or a tag.
  let isMarked: Bool
  /// Whether it goes over more than one line.
  let isMultiline: Bool
  /// The characters it stands on, counted from the beginning of the text.
  let start: Int
  let end: Int
}

/// How a text is written.
enum YAMLScalarStyle {
  case plain
  case singleQuoted
  case doubleQuoted
  case block
}

/// What libyaml says about a text that it cannot read, in its own words.
struct YAMLComplaint {
  /// What it was doing: "while scanning a quoted scalar"; often empty.
  let context: String
  /// The character at which it began to do that.
  let contextStart: Int
  /// What was wrong.
  let problem: String
  /// The character at which it noticed.
  let problemStart: Int
}

/// The events of one YAML text, one after the other.
///
/// Owns a libyaml parser. It lives on the heap because the parser keeps its own address; the text must
/// outlive it. libyaml keeps its state in lists of its own and not on the stack, so the depth of a text
/// costs it memory only.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Starts to read a text; `nil` when there is no memory.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after the end of the stream, and after a complaint, there is none.
  mutating func next() -> YAMLEvent {
    var event = yaml_event_t()
    repeat {
      guard yaml_parser_parse(parser, &event) == 1 else { return complaint() }
    } while event.type == YAML_STREAM_START_EVENT
    defer { yaml_event_delete(&event) }
    var isMarked = false
    let kind: YAMLEvent.Kind
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      isMarked = scalar.anchor != nil || scalar.tag != nil
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      kind = .scalar(text, style(scalar.style))
    case YAML_SEQUENCE_START_EVENT:
      isMarked = event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
      kind = .sequenceStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      isMarked = event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
      kind = .mappingStart
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .streamEnd
    }
    return YAMLEvent(
      kind: kind, isMarked: isMarked, isMultiline: event.start_mark.line != event.end_mark.line,
      start: Int(event.start_mark.index), end: Int(event.end_mark.index))
  }

  private func style(_ style: yaml_scalar_style_t) -> YAMLScalarStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  private func complaint() -> YAMLEvent {
    let state = parser.pointee
    // A complaint of the reader or about memory has no mark.
    let position = state.error == YAML_READER_ERROR ? 0 : Int(state.problem_mark.index)
    let complaint = YAMLComplaint(
      context: state.context.map { String(cString: $0) } ?? "",
      contextStart: Int(state.context_mark.index),
      problem: state.problem.map { String(cString: $0) } ?? "",
      problemStart: position)
    return YAMLEvent(
      kind: .broken(complaint), isMarked: false, isMultiline: false, start: position, end: position)
  }
}
