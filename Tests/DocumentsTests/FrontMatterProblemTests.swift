import Diagnostics
import Documents
import Testing

/// What is said about front matter, word for word and with its place.
@Suite struct FrontMatterProblemTests {
  @Test(arguments: slips)
  func `a slip in YAML is told in the words of its author`(_ slip: FieldCase) {
    #expect(page(slip.fields).problems == slip.problems)
  }

  @Test(arguments: wrongFields)
  func `a field that says what it may not say is told with its place`(_ wrong: FieldCase) {
    #expect(page(wrong.fields).problems == wrong.problems)
  }

  private static let slips = FieldCase.table(
    #"""
    ==
    title: Foo: bar
    --
    2:8-15 error: `Foo: bar` has a colon in it, which a text may have only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "Foo: bar"`
    ==
    title: “Foo: bar”
    --
    2:8-17 error: `“Foo: bar”` has a colon in it, which a text may have only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "Foo: bar"`
    ==
    title: "Foo
    draft: true
    --
    2:8-8 error: the quotation mark here has no second one that closes it [yaml-syntax]
      help: write another `"` where the text ends
    ==
    title: "Foo
    updated: 2026-01-01
    description: "bar"
    --
    2:8-8 error: the quotation mark here is closed only before `bar"` [yaml-syntax]
      help: close it where the text ends
    ==
    title: [a
    slug: x
    --
    2:8-8 error: the `[` here has no `]` that closes it [yaml-syntax]
      help: write `]` where it ends, or put the value in quotes if the bracket belongs to it
    ==
    title: [a
    --
    2:8-8 error: the `[` here has no `]` that closes it [yaml-syntax]
      help: write `]` where it ends, or put the value in quotes if the bracket belongs to it
    ==
    ⇥title: x
    --
    2:1-1 error: this line is indented with a tab [yaml-syntax]
      help: use spaces instead
    ==
    extra:
    ⇥a: 1
    --
    3:1-1 error: this line is indented with a tab [yaml-syntax]
      help: use spaces instead
    ==
    title: Foo
      slug: x
    --
    3:3-6 error: `slug` stands further to the right than the line it follows [yaml-syntax]
      help: begin it in the column of the names above
    ==
    title: *Important* things
    --
    2:8-25 error: `*Important* things` begins with `*`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "*Important* things"`
    ==
    title: *foo bar
    --
    2:8-15 error: `*foo bar` begins with `*`, which a text may do only in quotes [yaml-feature]
      help: put the value in quotes: `title: "*foo bar"`
    ==
    title: & more
    --
    2:8-13 error: `& more` begins with `&`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "& more"`
    ==
    title: !imp thing
    --
    2:8-17 error: `!imp thing` begins with `!`, which a text may do only in quotes [yaml-feature]
      help: put the value in quotes: `title: "!imp thing"`
    ==
    title: @foo
    --
    2:8-11 error: `@foo` begins with `@`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "@foo"`
    ==
    title: `foo
    --
    2:8-11 error: ``foo` begins with ```, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "`foo"`
    ==
    title: %foo
    --
    2:8-11 error: `%foo` begins with `%`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "%foo"`
    ==
    title: 'It's ok'
    --
    2:12-16 error: `s ok'` stands behind the closing quotation mark [yaml-syntax]
      help: put the value in quotes: `title: "It's ok"`
    ==
    title: "Foo" and bar
    --
    2:14-20 error: `and bar` stands behind the closing quotation mark [yaml-syntax]
      help: put the value in quotes: `title: '"Foo" and bar'`
    ==
    title: - a
    --
    2:8-10 error: `- a` is a list entry, which begins on a line of its own [yaml-syntax]
      help: put the value in quotes: `title: "- a"`
    ==
    Hello world
    title: x
    --
    2:1-11 error: `Hello world` has no colon between a name and a value [yaml-syntax]
      help: write it as `name: value`
    ==
    title: x
    Hello world
    --
    3:1-11 error: `Hello world` has no colon between a name and a value [yaml-syntax]
      help: write it as `name: value`, or indent it if it belongs to the line above
    ==
    title: x
    Hello

    slug: y
    --
    3:1-5 error: `Hello` has no colon between a name and a value [yaml-syntax]
      help: write it as `name: value`, or indent it if it belongs to the line above
    ==
    title: x
     slug: y
    --
    3:2-5 error: `slug` stands further to the right than the line it follows [yaml-syntax]
      help: begin it in the column of the names above
    ==
     title: x
    slug: y
    --
    3:1-7 error: `slug: y` does not begin in the column of the lines it belongs to [yaml-syntax]
      help: let all names of one level, or all `-` of one list, begin in the same column
    ==
    title: > quoted
    --
    2:8-15 error: `> quoted` begins with `>`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "> quoted"`
    ==
    title: | foo
    --
    2:8-12 error: `| foo` begins with `|`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "| foo"`
    ==
    title: [Part 1] Foo
    --
    2:17-19 error: `Foo` stands behind the closing bracket [yaml-syntax]
      help: put the value in quotes: `title: "[Part 1] Foo"`
    ==
    title: {{ name }}
    --
    2:9-9 error: the name of a field has to be a text, and here it is not [yaml-feature]
      help: put the value in quotes: `title: "{{ name }}"`
    ==
    title: ]
    --
    2:8-8 error: `]` begins with `]`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "]"`
    ==
    title: , x
    --
    2:8-10 error: `, x` begins with `,`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: ", x"`
    ==
    title: ? x
    --
    2:8-10 error: `? x` begins with `?`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "? x"`
    ==
    title: "\q"
    --
    2:9-10 error: `\q` names no character, and `\` does nothing else between double quotes [yaml-syntax]
      help: write `\\`, or put the text in single quotes
    ==
    title: "\ud800"
    --
    2:9-14 error: `\ud800` names no character, and `\` does nothing else between double quotes [yaml-syntax]
      help: write `\\`, or put the text in single quotes
    ==
    title: 'a
    b
    --
    2:8-8 error: the quotation mark here has no second one that closes it [yaml-syntax]
      help: write another `'` where the text ends
    ==
    tags:
    - a
     - b
    --
    1:1-3 error: `title` is missing, and pages need it [missing-field]
      help: add a line such as `title: Sleeping well again`
    4:2-2 error: this `-` counts as part of the text above it [yaml-syntax]
      help: begin every `-` of a list in the same column, below its name
    ==
    tags:
      - a
     - b
    --
    4:2-4 error: `- b` does not begin in the column of the lines it belongs to [yaml-syntax]
      help: let all names of one level, or all `-` of one list, begin in the same column
    ==
    tags:
     - a
      b: c
    --
    4:3-3 error: `b` stands further to the right than the line it follows [yaml-syntax]
      help: begin it in the column of the names above
    ==
    title:x
    slug: y
    --
    2:1-7 error: `title:x` has no space behind the colon [yaml-syntax]
      help: write `title: x`
    ==
    ? [a]
    : b
    --
    2:3-3 error: the name of a field has to be a text, and here it is not [yaml-feature]
    ==
    title: x
    ]
    --
    3:1-1 error: `]` does not begin in the column of the lines it belongs to [yaml-syntax]
      help: let all names of one level, or all `-` of one list, begin in the same column
    ==
    {title: x
    --
    2:1-1 error: the `{` here has no `}` that closes it [yaml-syntax]
      help: write `}` where it ends, or put the value in quotes if the bracket belongs to it
    ==
    tags: [a, , b]
    --
    2:11-11 error: nothing stands before this [yaml-syntax]
      help: write the missing value, or remove the comma
    ==
    tags: [a, b
    --
    2:7-7 error: the `[` here has no `]` that closes it [yaml-syntax]
      help: write `]` where it ends, or put the value in quotes if the bracket belongs to it
    ==
    %YAML 1.1
    title: x
    --
    2:1-9 error: `%YAML 1.1` begins with `%`, which has no use here [yaml-syntax]
      help: remove this line
    ==
    a:
      b: 1
      ⇥c: 2
    --
    4:3-3 error: this line is indented with a tab [yaml-syntax]
      help: use spaces instead
    ==
    title: b
    ⇥
    slug: d
    --
    3:1-1 error: this line is indented with a tab [yaml-syntax]
      help: use spaces instead
    ==
    title: "a"x
    --
    2:11-11 error: `x` stands behind the closing quotation mark [yaml-syntax]
      help: put the value in quotes: `title: '"a"x'`
    ==
    title: Foo:
    --
    2:8-11 error: `Foo:` has a colon in it, which a text may have only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "Foo:"`
    ==
    a: -
    --
    2:4-4 error: `-` is a list entry, which begins on a line of its own [yaml-syntax]
      help: put the value in quotes: `a: "-"`
    ==
    title: ä🎈: b: c
    --
    2:8-15 error: `ä🎈: b: c` has a colon in it, which a text may have only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "ä🎈: b: c"`
    ==
    title: x
    : b
    --
    3:1-1 error: a name is missing before the colon [yaml-syntax]
      help: write it as `name: value`
    ==
    title: x
    - a
    --
    3:1-3 error: `- a` does not begin in the column of the lines it belongs to [yaml-syntax]
      help: let all names of one level, or all `-` of one list, begin in the same column
    ==
    extra:
      d: |
        foo
       ⇥x
    --
    5:4-4 error: this line is indented with a tab [yaml-syntax]
      help: use spaces instead
    ==
    title: |2x
    --
    2:8-10 error: `|2x` begins with `|`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "|2x"`
    ==
    title: ?
    --
    2:8-8 error: `?` begins with `?`, which a text may do only in quotes [yaml-syntax]
      help: put the value in quotes: `title: "?"`
    ==
    title: !
    --
    2:8-8 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    2:8-8 error: `!` says of what kind a value is, which is not allowed [yaml-feature]
      help: remove it, or write the value in quotes if it begins with `!`
    ==
    title: 'abc
    --
    2:8-8 error: the quotation mark here has no second one that closes it [yaml-syntax]
      help: write another `'` where the text ends
    ==
    title: a
    extra: &x {b: *x, c: *y}
    --
    3:8-9 error: `&x` names a value so that it can be repeated elsewhere, which is not allowed [yaml-feature]
      help: write the value where it is needed, or in quotes if it begins with `&`
    3:15-16 error: `*x` repeats a value from elsewhere, which is not allowed [yaml-feature]
      help: write the value itself, or in quotes if it begins with `*`
    3:22-23 error: `*y` repeats a value from elsewhere, which is not allowed [yaml-feature]
      help: write the value itself, or in quotes if it begins with `*`
    ==
    title: a
    extra:
      <<: *x
    --
    4:3-4 error: `<<` would copy other fields to this place, which is not allowed [yaml-feature]
      help: write the fields out
    4:7-8 error: `*x` repeats a value from elsewhere, which is not allowed [yaml-feature]
      help: write the value itself, or in quotes if it begins with `*`
    ==
    <<: {title: a}
    title: b
    --
    2:1-2 error: `<<` would copy other fields to this place, which is not allowed [yaml-feature]
      help: write the fields out
    ==
    title: a
    --- b
    slug: c
    --
    3:1-3 error: a second document begins here, and only one can be read [yaml-feature]
      help: remove this line, and what follows it if it belongs elsewhere
    ==
    *a : b
    --
    2:1-2 error: `*a` repeats a value from elsewhere, which is not allowed [yaml-feature]
      help: write the value itself, or in quotes if it begins with `*`
    ==
    title: a
    &x slug: b
    --
    3:1-2 error: `&x` names a value so that it can be repeated elsewhere, which is not allowed [yaml-feature]
      help: write the value where it is needed, or in quotes if it begins with `&`
    ==
    title: "Foo: \"bar\" it's": x
    --
    2:8-29 error: `"Foo: \"bar\" it's": x` has a colon in it, which a text may have only in quotes [yaml-syntax]
      help: put the value in quotes: `title: '"Foo: \"bar\" it''s": x'`
    ==
    title: It's "big": yes
    --
    2:8-22 error: `It's "big": yes` has a colon in it, which a text may have only in quotes [yaml-syntax]
      help: put the value in quotes: `title: 'It''s "big": yes'`
    ==
    @a: b
    --
    2:1-2 error: `@a` begins with `@`, which the name of a field may not do [yaml-syntax]
      help: write the name without it
    ==
    title: a
    @a: b
    --
    3:1-2 error: `@a` begins with `@`, which the name of a field may not do [yaml-syntax]
      help: write the name without it
    ==
    title: a
      - b
    --
    3:3-3 error: this `-` counts as part of the text above it [yaml-syntax]
      help: begin every `-` of a list in the same column, below its name
    ==
    "title: a
    --
    2:1-1 error: the quotation mark here has no second one that closes it [yaml-syntax]
      help: write another `"` where the text ends
    ==
    title: a
    …
    --
    3:1-1 error: `…` has no colon between a name and a value [yaml-syntax]
      help: write it as `name: value`, or indent it if it belongs to the line above
    """#)

  private static let wrongFields = FieldCase.table(
    #"""
    ==
    title:
    tags: 
    --
    2:1-5 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    ==
    - a
    - b
    --
    2:1-3 error: this is a list, and pages have fields [wrong-type]
      help: write each field on a line of its own as `name: value`
    ==
    title:x
    --
    2:1-7 error: this is a text, and pages have fields [wrong-type]
      help: write each field on a line of its own as `name: value`
    ==
    title: x #foo
    --
    2:10-13 warning: `#foo` is left out: `#` behind a space begins a comment [cut-by-comment]
      help: put the value in quotes: `title: "x #foo"`
    ==
    title: #foo
    --
    2:1-5 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    2:8-11 warning: `#foo` is left out: `#` behind a space begins a comment [cut-by-comment]
      help: put the value in quotes: `title: "#foo"`
    ==
    tags: [a "b", c]
    --
    1:1-3 error: `title` is missing, and pages need it [missing-field]
      help: add a line such as `title: Sleeping well again`
    ==
    title: x⟨LS⟩y
    --
    2:9-9 warning: `U+2028` here is a character that nobody can see, and counts as a space [control-character]
      help: delete it and type the words around it again
    ==
    title: x␋y␀z
    --
    2:9-9 warning: `U+000B` here is a character that nobody can see, and counts as a space [control-character]
      help: delete it and type the words around it again
    2:11-11 warning: `U+0000` here is a character that nobody can see, and is left out [control-character]
      help: delete it and type the words around it again
    ==
    title: a
    extra: {a: b, a: c}
    --
    3:15-15 error: `a` stands here a second time [duplicate-field]
      help: keep one of the two
      first written here: 3:9-9
    ==
    title: a
    title: b
    --
    3:1-5 error: `title` stands here a second time [duplicate-field]
      help: keep one of the two
      first written here: 2:1-5
    ==
    title: ~
    --
    2:8-8 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    ==
    title: null
    --
    2:8-11 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    ==
    title:
    --
    2:1-5 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    ==
    title: ''
    --
    2:8-9 error: `title` is empty [empty-field]
      help: write it behind the colon, as in `title: Sleeping well again`
    ==
    title: a
    draft: maybe
    --
    3:8-12 error: `draft` is `true` or `false`, not `maybe` [wrong-type]
      help: write `draft: true` or `draft: false`
    ==
    title: a
    draft: yes
    --
    3:8-10 error: `draft` is `true` or `false`, not `yes` [wrong-type]
      help: write `draft: true`
    ==
    title: a
    draft:
    --
    3:1-5 error: `draft` is empty [empty-field]
      help: write `draft: true` or `draft: false`
    ==
    title: a
    draft: [true]
    --
    3:8-13 error: `draft` is `true` or `false`, and this is a list [wrong-type]
    ==
    title: a
    menu-order: 9223372036854775808
    --
    3:13-31 error: `menu-order` is a number with too many digits [wrong-type]
      help: write a smaller one
    ==
    title: a
    menu-order: first
    --
    3:13-17 error: `menu-order` is a whole number, not `first` [wrong-type]
    ==
    title: a
    menu-order: 1.5
    --
    3:13-15 error: `menu-order` is a whole number, not `1.5` [wrong-type]
    ==
    title: a
    tags: b, c
    --
    3:7-10 error: `tags` is a list, and this is one text with commas [wrong-type]
      help: write `tags: [b, c]`
    ==
    title: a
    tags: [b, c, b, '', ]
    --
    3:14-14 warning: `b` stands in `tags` a second time [repeated-entry]
      help: remove it
      first written here: 3:8-8
    3:17-18 error: an entry of `tags` is empty [empty-field]
      help: write its text, or remove it
    ==
    title: a
    tags: {b: c}
    --
    3:7-12 error: `tags` is a list, and this is a group of fields [wrong-type]
    ==
    title: a
    layout: missing
    --
    3:1-6 error: `layout` is not a field that pages have [unknown-field]
      help: did you mean `template`?
    ==
    title: a
    daet: 2020-01-01
    --
    3:1-4 error: `daet` is not a field that pages have [unknown-field]
      help: did you mean `date`?
    ==
    title: a
    weather: fine
    --
    3:1-7 error: `weather` is not a field that pages have [unknown-field]
      help: indent it below `extra:` if it is a field of your own
    ==
    just text
    --
    2:1-9 error: this is a text, and pages have fields [wrong-type]
      help: write each field on a line of its own as `name: value`
    ==
    title: a
    slug: [x]
    --
    3:7-9 error: `slug` is a text, and this is a list [wrong-type]
    ==
    title: "a\0b"
    --
    2:8-13 warning: an escape here stands for a character that nobody can see, and is left out [control-character]
      help: delete the `\` and what belongs to it
    """#)
}
