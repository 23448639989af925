import Templates

/// A topic, a series or a person on the page that lists all of them; its number is its position there.
let groupView = RecordView(
  name: "entries of overviews",
  fields: [
    ViewField("name", .text) { id, scope in .text(scope.overview()[id].name) },
    ViewField("url", .url) { id, scope in
      let list = scope.overview()[id].list
      let url = scope.firstPage(of: list)
      return .url(scope.href(url))
    },
    ViewField("description", .text) { id, scope in
      guard let text = scope.overview()[id].text else { return .null }
      return optional(scope.summary(of: text).description)
    },
    ViewField("has-articles", .flag) { id, scope in .flag(scope.overview()[id].count > 0) },
    ViewField("count", .number) { id, scope in .number(scope.overview()[id].count) },
  ]
    + personFields.filter { $0.name != "name" }.map { field in
      // What only a person has.
      ViewField(field.name, field.type) { id, scope in
        let entry = scope.overview()[id]
        guard case .person = entry.list, let text = entry.text else { return .null }
        return field.read(text.number, &scope)
      }
    })
