import Documents

/// The words of blocks in the languages that attune speaks, for themes that have none of their own.
///
/// So a theme that was written before there were blocks shows them all the same, and a word in its
/// `strings` takes the place of the one here.
enum BlockWords {
  /// What a form asks for, says and does.
  enum Key: String, CaseIterable {
    case name = "form-name"
    case email = "form-email"
    case message = "form-message"
    case send = "form-send"
    case subscribe = "form-subscribe"
    case warning = "form-warning"
    case trap = "form-trap"
    case onSite = "form-on-site"
  }

  /// The words of a language; empty for one that attune does not speak.
  static func words(in language: String) -> [String: String] {
    switch language {
    case "en": english
    case "es": spanish
    default: [:]
    }
  }

  /// The keys that a block needs.
  static func keys(for block: Block) -> [String] {
    switch block.kind {
    case .summary: block.title == nil ? [Label.summary.stringKey] : []
    case .video:
      switch block.player?.utf8.dropFirst("https://".utf8.count).first {
      case nil: []
      case UInt8(ascii: "w"): [Label.youTube.stringKey]
      default: [Label.vimeo.stringKey]
      }
    case .booking: [Label.booking.stringKey]
    case .contact:
      [Key.name, .email, .message, .send, .warning, .trap, .onSite].map(\.rawValue)
    case .newsletter: [Key.email, .subscribe, .trap, .onSite].map(\.rawValue)
    default: []
    }
  }

  private static let english: [String: String] = [
    Label.summary.stringKey: Label.summary.english,
    Label.booking.stringKey: Label.booking.english,
    Label.youTube.stringKey: Label.youTube.english,
    Label.vimeo.stringKey: Label.vimeo.english,
    Key.name.rawValue: "Your name",
    Key.email.rawValue: "Your e-mail address",
    Key.message.rawValue: "Your message",
    Key.send.rawValue: "Send the message",
    Key.subscribe.rawValue: "Subscribe",
    Key.warning.rawValue:
      "Please write nothing about your health here. Nobody watches this form for emergencies: if you are in danger, call your local emergency number.",
    Key.trap.rawValue: "Leave this field empty",
    Key.onSite.rawValue: "The form is on the website.",
  ]

  private static let spanish: [String: String] = [
    Label.summary.stringKey: "De un vistazo",
    Label.booking.stringKey: "Concertar una primera conversación",
    Label.youTube.stringKey:
      "YouTube muestra este vídeo y sabe de su visita en cuanto lo pone en marcha.",
    Label.vimeo.stringKey:
      "Vimeo muestra este vídeo y sabe de su visita en cuanto lo pone en marcha.",
    Key.name.rawValue: "Su nombre",
    Key.email.rawValue: "Su correo electrónico",
    Key.message.rawValue: "Su mensaje",
    Key.send.rawValue: "Enviar el mensaje",
    Key.subscribe.rawValue: "Suscribirse",
    Key.warning.rawValue:
      "Por favor, no escriba aquí nada sobre su salud. Nadie vigila este formulario para atender emergencias: si corre peligro, llame al número de emergencias de su zona.",
    Key.trap.rawValue: "Deje este campo vacío",
    Key.onSite.rawValue: "El formulario está en el sitio web.",
  ]
}
