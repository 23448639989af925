import NIOCore

/// One browser's connection: reads requests, one after the other, and writes the answers.
///
/// It lives on its event loop and is never touched elsewhere. Whoever sends slowly, asks for nothing or
/// does not take an answer is cut off, so that no number of idle connections keeps the author waiting.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How long a connection may take for what it is at.
  struct Patience: Sendable {
    /// For the head of a request, from its first byte or from the beginning of the connection.
    var head = Duration.seconds(10)
    /// Between requests.
    var idle = Duration.seconds(60)
    /// For taking an answer.
    var answer = Duration.seconds(60)
    /// Between the signs of life that an event stream gives.
    var heartbeat = Duration.seconds(15)
  }

  private let site: ShownSite
  private let admission: Admission
  private let patience: Patience
  private var received: [UInt8] = []
  private var isAnswering = false
  private var isEnding = false
  private var stream: EventStreams.ID?
  private var deadline = NIODeadline.distantFuture
  private var alarm: Scheduled<Void>?
  private var alarmTime = NIODeadline.distantFuture

  /// Creates the end of a connection.
  init(_ site: ShownSite, _ admission: Admission, _ patience: Patience) {
    self.site = site
    self.admission = admission
    self.patience = patience
  }

  func channelActive(context: ChannelHandlerContext) {
    wait(patience.head, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    alarm?.cancel()
    if let stream { site.streams.remove(stream) }
    stream = nil
    isEnding = true
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // Who listens to events has nothing more to say.
    guard stream == nil, !isEnding else { return }
    if received.isEmpty, !isAnswering { wait(patience.head, context) }
    received += unwrapInboundIn(data).readableBytesView
    guard received.count <= Request.headLimit * 4 else { return refuse(.headTooLarge, context) }
    advance(context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// Answers what has been received, if it is a whole request and the last one is answered.
  private func advance(_ context: ChannelHandlerContext) {
    while !isAnswering, !isEnding, stream == nil, !received.isEmpty {
      switch Request.read(received[...]) {
      case .incomplete: return
      case .refused(let refusal): return refuse(refusal, context)
      case .request(let request, let length):
        received.removeFirst(length)
        answer(request, context)
      }
    }
  }

  private func answer(_ request: Request, _ context: ChannelHandlerContext) {
    if let refusal = admission.refusal(of: request) { return refuse(refusal, context) }
    let path: RequestPath
    do throws(Refusal) {
      path = try RequestPath(request.target)
    } catch {
      return send(Answer(error), for: request, context)
    }
    if path.text == EventStreams.path, request.method == .get { return listen(context) }
    if let kept = site.answerAtOnce(path) { return send(kept, for: request, context) }
    isAnswering = true
    // The work of a page is done elsewhere, and no other request waits for it.
    wait(.seconds(3_600), context)
    let promise = context.eventLoop.makePromise(of: Answer.self)
    promise.completeWithTask { [site] in await site.answer(path) }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    promise.futureResult.whenSuccess { answer in
      let (connection, context) = bound.value
      connection.isAnswering = false
      guard !connection.isEnding else { return }
      connection.send(answer, for: request, context)
      connection.advance(context)
    }
  }

  private func send(_ answer: Answer, for request: Request, _ context: ChannelHandlerContext) {
    let closing = !request.keepsConnection
    let bytes = answer.bytes(for: request, closing: closing, context.channel.allocator)
    isAnswering = true
    wait(patience.answer, context)
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let written = context.writeAndFlush(wrapOutboundOut(bytes))
    if closing {
      end(context, after: written)
    } else {
      written.whenSuccess {
        let (connection, context) = bound.value
        connection.isAnswering = false
        connection.wait(
          connection.received.isEmpty ? connection.patience.idle : connection.patience.head, context
        )
        connection.advance(context)
      }
    }
  }

  /// Says why and ends the connection: what follows a request that is not understood is not understood.
  private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
    received = []
    let bytes = Answer(refusal).bytes(for: nil, closing: true, context.channel.allocator)
    end(context, after: context.writeAndFlush(wrapOutboundOut(bytes)))
  }

  /// Ends the connection when something is written.
  ///
  /// What the other side is still sending is taken for a moment: closing over it would make the system
  /// throw away the answer.
  private func end(_ context: ChannelHandlerContext, after written: EventLoopFuture<Void>) {
    isEnding = true
    wait(.seconds(1), context)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    written.whenComplete { _ in bound.value.close(mode: .output, promise: nil) }
  }

  /// Makes the connection one that is told what happens.
  private func listen(_ context: ChannelHandlerContext) {
    var bytes = context.channel.allocator.buffer(capacity: 512)
    bytes.writeString("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
    bytes.writeStaticString(Answer.everyHead)
    bytes.writeString("\r\n")
    context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    guard let id = site.streams.add(context.channel, first: site.event) else {
      return context.close(promise: nil)
    }
    stream = id
    deadline = .distantFuture
    beat(context)
  }

  /// Shows that the stream lives; a browser that is gone is noticed by it.
  private func beat(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    alarm = context.eventLoop.scheduleTask(in: TimeAmount(patience.heartbeat)) {
      let (connection, context) = bound.value
      context.writeAndFlush(connection.wrapOutboundOut(ByteBuffer(string: ":\n\n")), promise: nil)
      connection.beat(context)
    }
  }

  /// Sets how long the connection may take from now on.
  ///
  /// Requests are far more frequent than alarms, so the alarm is left running and looks when it rings.
  private func wait(_ time: Duration, _ context: ChannelHandlerContext) {
    deadline = .now() + TimeAmount(time)
    if alarm == nil || deadline < alarmTime { setAlarm(context) }
  }

  private func setAlarm(_ context: ChannelHandlerContext) {
    alarm?.cancel()
    alarmTime = deadline
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    alarm = context.eventLoop.scheduleTask(deadline: deadline) {
      let (connection, context) = bound.value
      connection.ring(context)
    }
  }

  private func ring(_ context: ChannelHandlerContext) {
    guard NIODeadline.now() >= deadline else { return setAlarm(context) }
    guard isEnding || isAnswering || received.isEmpty else {
      // Half a request came and no more: the browser is told why.
      return refuse(.timeout, context)
    }
    context.close(promise: nil)
  }
}
