/// One made-up article, the same for its number on every machine and in a site of any size.
struct Article {
  /// The number that it is made from, from 1.
  let number: Int
  /// The name of its file, without the ending.
  let name: [UInt8]
  /// Its title.
  let title: [UInt8]
  /// Whether it is a draft, to which no other article may link.
  var isDraft: Bool { number % 97 == 13 }

  /// Creates the article of a number.
  init(number: Int) {
    self.number = number
    var numbers = Numbers(seed: UInt64(number) &* 0x1000)
    let chosen = (0..<numbers.next(in: 2...5)).map { _ in
      titleWords[numbers.next(below: titleWords.count)]
    }
    name = Array(chosen.joined(separator: [UInt8(ascii: "-")])) + Array("-\(number)".utf8)
    title = Array(chosen.map(capitalized).joined(separator: [UInt8(ascii: " ")]))
  }

  /// Writes the whole file to the end of a text.
  func write(to text: inout [UInt8]) {
    var writer = ArticleWriter(self)
    swap(&writer.text, &text)
    writer.writeFrontMatter()
    writer.writeBody()
    swap(&writer.text, &text)
  }
}

/// The working state of ``Article/write(to:)``.
private struct ArticleWriter {
  var text: [UInt8] = []
  private let article: Article
  private var numbers: Numbers
  private var wordCount = 0
  private var noteCount = 0

  init(_ article: Article) {
    self.article = article
    numbers = Numbers(seed: UInt64(article.number) &* 0x1000 &+ 1)
  }

  mutating func writeFrontMatter() {
    add("---\ntitle: ")
    add(article.title)
    add("\ndate: ")
    // Ten years up to the autumn of 2026, in no order.
    add("\(2016 + numbers.next(below: 10))-")
    add(twoDigits(numbers.next(in: 1...12)))
    add("-")
    add(twoDigits(numbers.next(in: 1...28)))
    add("\ndescription: ")
    addWords(14)
    add(".\ntags: [")
    var chosen: Set<Int> = []
    for _ in 0..<numbers.next(in: 1...4) {
      let topic = numbers.small(below: topics.count)
      guard chosen.insert(topic).inserted else { continue }
      if chosen.count > 1 { add(", ") }
      add(topics[topic])
    }
    add("]\n")
    if article.isDraft { add("draft: true\n") }
    if article.number % 50 == 7 { add("aliases: [/old/\(article.number)/]\n") }
    add("---\n\n")
    wordCount = 0
  }

  /// About 860 words on average, few articles under 300 or over 1,400.
  mutating func writeBody() {
    let length = 30 + (0..<3).reduce(0) { sum, _ in sum + numbers.next(below: 430) }
    addParagraph()
    var section = 0
    while wordCount < length {
      section += 1
      add(section % 4 == 0 ? "### " : "## ")
      addWords(numbers.next(in: 2...6), capitalized: true)
      add("\n\n")
      for _ in 0..<numbers.next(in: 1...3) { addParagraph() }
      addSomething()
    }
    for note in stride(from: 1, through: noteCount, by: 1) {
      add("[^\(note)]: ")
      addWords(6, capitalized: true)
      add(", *")
      addWords(3, capitalized: true)
      add("*, <https://example.org/study/\(article.number)/\(note)>.\n")
    }
  }

  private mutating func addParagraph() {
    for sentence in 0..<numbers.next(in: 2...6) {
      if sentence > 0 { add(sentence % 3 == 0 ? "\n" : " ") }
      addSentence()
    }
    if numbers.once(in: 4) {
      noteCount += 1
      add("[^\(noteCount)]")
    }
    add("\n\n")
  }

  private mutating func addSentence() {
    addWords(numbers.next(in: 5...17), capitalized: true)
    switch numbers.next(below: 16) {
    case 0:
      add(", *")
      addWords(2)
      add("*")
    case 1:
      add(" and **")
      addWords(2)
      add("**")
    case 2:
      add(": \"")
      addWords(5, capitalized: true)
      add("\"")
    case 3: addLink()
    case 4:
      add(" – it doesn't ")
      addWords(3)
    case 5:
      add(", as [")
      addWords(2)
      add("](https://example.com/guide?page=\(numbers.next(below: 900))) says")
    default: break
    }
    add(numbers.once(in: 9) ? "?" : ".")
  }

  /// A link to an older number, so that a larger site begins with the articles of a smaller one.
  private mutating func addLink() {
    let target = article.number - 1 - numbers.small(below: 400)
    guard target > 0 else { return }
    let other = Article(number: target)
    guard !other.isDraft else { return }
    add(", see [")
    add(other.title)
    add("](/articles/")
    add(other.name)
    add("/)")
  }

  /// What stands between paragraphs: a list, a quotation, a callout, a table, or nothing.
  private mutating func addSomething() {
    switch numbers.next(below: 10) {
    case 0, 1: addItems { _ in "- " }
    case 2: addItems { "\($0 + 1). " }
    case 3:
      add("> ")
      addSentence()
      add("\n> ")
      addSentence()
      add("\n\n")
    case 4:
      add("> [!\(numbers.once(in: 2) ? "NOTE" : "TIP")]\n> ")
      addSentence()
      add("\n\n")
    case 5: addTable()
    default: break
    }
  }

  private mutating func addItems(_ mark: (Int) -> String) {
    for item in 0..<numbers.next(in: 3...7) {
      add(mark(item))
      addWords(numbers.next(in: 3...12), capitalized: true)
      add("\n")
      if numbers.once(in: 8) {
        add("    - ")
        addWords(5)
        add("\n")
      }
    }
    add("\n")
  }

  private mutating func addTable() {
    add("| Week | What | Hours |\n|---|---|--:|\n")
    for row in 1...numbers.next(in: 3...6) {
      add("| \(row) | ")
      addWords(3)
      add(" | \(numbers.next(below: 12)) |\n")
    }
    add("\n")
  }

  private mutating func addWords(_ count: Int, capitalized isCapitalized: Bool = false) {
    for index in 0..<count {
      if index > 0 { text.append(UInt8(ascii: " ")) }
      let word = words[numbers.small(below: words.count)]
      if index == 0 && isCapitalized { add(capitalized(word)) } else { add(word) }
    }
    wordCount += count
  }

  private mutating func add(_ string: String) { text.append(contentsOf: string.utf8) }

  private mutating func add(_ bytes: [UInt8]) { text.append(contentsOf: bytes) }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A word with a capital letter in front, when it begins with a letter of ASCII.
private func capitalized(_ word: [UInt8]) -> [UInt8] {
  guard let first = word.first, (0x61...0x7A).contains(first) else { return word }
  return [first - 0x20] + word.dropFirst()
}
