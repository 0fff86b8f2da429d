/** The public door of the library. Whatever is not named here may change at any time. */

export { Chat } from "./chat/chat.js";
export type { ChatEvents } from "./chat/chat-events.js";
export type { ChatState, SearchDelay } from "./chat/chat-state.js";
export type { Said } from "./chat/conversation.js";
export { type Criteria, interestsFrom, languagesFrom } from "./chat/criteria.js";
export type { Encounter, Encounters, ReportDetails, Step } from "./chat/encounters.js";
export { interestName, knownInterests } from "./chat/known-interests.js";
export { type Piece, piecesOf } from "./chat/links.js";
export type { Mark, Message, OwnMessage, PartnerMessage, Secret } from "./chat/message-log.js";
export { Connection } from "./connection/connection.js";
export type {
  ClosedReason,
  ConnectionEvents,
  ConnectionParts,
  ConnectionState,
  RetryCause,
} from "./connection/connection-state.js";
export { DeviceStore } from "./connection/device-store.js";
export { BrowserSocket, type FrameSocket, type OpenSocket, type SocketListener } from "./connection/frame-socket.js";
export { BrowserNetwork, type NetworkSignal, type NetworkSignals } from "./connection/network-signals.js";
export type { ReconnectPolicy } from "./connection/reconnect-policy.js";
export { type Ban, type Session, type SessionAnswer, SessionApi } from "./connection/session-api.js";
// The elements, their events, and their language.
export { PasserbyChat } from "./elements/chat/chat.js";
export type { LoadPhrases, Phrases } from "./elements/language/phrases.js";
export { type Language, languageNames } from "./elements/language/plural.js";
export { Speech, type SpeechEvents } from "./elements/language/speech.js";
export * from "./elements/shared/events.js";
export { PasserbyVideoCall } from "./elements/video-call/video-call.js";
export { PasserbyVoiceCall } from "./elements/voice-call/voice-call.js";
export { Call, type CallEvents, type CallParts, type CallState } from "./media/call.js";
export type { Diagnostics, LogEntry } from "./media/diagnostics/diagnostics.js";
export { evenOut } from "./media/even-out.js";
export type { ChosenDevices, Kind, LocalMedia, MediaProblem } from "./media/local-media.js";
export type { Device, DeviceList } from "./media/own/devices.js";
export type { OwnMedia } from "./media/own/own-media.js";
export type { FileTransfer, Offered, TransferState } from "./media/partner/file-transfer.js";
export type { PartnerMedia } from "./media/partner/partner-media.js";
export type { OwnScreen, PartnerScreen, ScreenState } from "./media/partner/screen-state.js";
export { type CreatePeer, createPeer, type PeerOptions } from "./media/peer.js";
export type { CallQuality, ChangeReason, Grade, Level, LevelChange } from "./media/quality/call-quality.js";
// The wire protocol.
export type { ClientFrame } from "./protocol/client-frames.js";
export { decodeServerFrame, encodeClientFrame } from "./protocol/codec.js";
export type { Beside } from "./protocol/relayed-frames.js";
export type { NoticeFrame, Room, ServerFrame } from "./protocol/server-frames.js";
export type { IceServer, LeftReason, Mode, ReportReason, Stars, Widening } from "./protocol/values.js";
// A visit without the elements, and what it is made of.
export { browserVisit } from "./visit/browser-visit.js";
export type { Revealed, RevealHow, RevealState, RevealWhen } from "./visit/reveal.js";
export type { Seeking } from "./visit/seeking.js";
export type { SlowRevealState } from "./visit/slow-reveal.js";
export { Visit } from "./visit/visit.js";
export type { VisitEvents, VisitParts } from "./visit/visit-parts.js";
export type { VisitSettings } from "./visit/visit-settings.js";
