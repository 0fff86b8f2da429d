/** The public door of the library: whatever is not named here may change at any time. */

export { Chat } from "./chat/chat.js";
export type { ChatEvents } from "./chat/chat-events.js";
export type { ChatState, Hold } from "./chat/chat-state.js";
export type { Said } from "./chat/conversation.js";
export { type Criteria, interestsFrom, languagesFrom } from "./chat/criteria.js";
export {
  type Encounter,
  Encounters,
  type ReportDetails,
  rewindWindow,
  type Step,
} from "./chat/encounters.js";
export { type Piece, piecesOf } from "./chat/links.js";
export type { Mark, Message } from "./chat/message-log.js";
export { type TranscriptWords, transcript } from "./chat/transcript.js";
export { type AppealAnswer, AppealApi } from "./connection/appeal-api.js";
export { Connection } from "./connection/connection.js";
export type {
  ClosedReason,
  ConnectionEvents,
  ConnectionParts,
  ConnectionState,
} from "./connection/connection-state.js";
export { DeviceStore } from "./connection/device-store.js";
export {
  BrowserSocket,
  type FrameSocket,
  type OpenSocket,
  type SocketListener,
} from "./connection/frame-socket.js";
export { BrowserNetwork, type NetworkSignal, type NetworkSignals } from "./connection/network-signals.js";
export { BackoffPolicy, type ReconnectPolicy } from "./connection/reconnect-policy.js";
export { type Ban, type Session, type SessionAnswer, SessionApi } from "./connection/session-api.js";
export { PasserbyChat } from "./elements/chat/chat.js";
export type { LoadPhrases, Phrases } from "./elements/language/phrases.js";
export { type Language, languageNames } from "./elements/language/plural.js";
export { Speech } from "./elements/language/speech.js";
export * from "./elements/shared/events.js";
export { PasserbyVideoCall } from "./elements/video-call/video-call.js";
export { PasserbyVoiceCall } from "./elements/voice-call/voice-call.js";
export { Call, type CallEvents, type CallState } from "./media/call.js";
export { DiagnosticLog } from "./media/diagnostics/diagnostic-log.js";
export type { Diagnostics, LogEntry } from "./media/diagnostics/diagnostics.js";
export { maskAddresses } from "./media/diagnostics/mask.js";
export { canRelay } from "./media/ice-servers.js";
export {
  type ChosenDevices,
  closeMedia,
  type Kind,
  type LocalMedia,
  type MediaProblem,
  openMedia,
} from "./media/local-media.js";
export { Meeting, type MeetingEvents, type MeetingParts } from "./media/meeting.js";
export { type Device, type DeviceList, Devices } from "./media/own/devices.js";
export { OwnMedia, type OwnMediaParts } from "./media/own/own-media.js";
export { type FileTransfer, maxFileBytes, type Offered, type TransferState } from "./media/partner/file-transfer.js";
export { FileTransfers } from "./media/partner/file-transfers.js";
export { PartnerChannel, type PartnerChannelEvents } from "./media/partner/partner-channel.js";
export type { PartnerMedia } from "./media/partner/partner-media.js";
export { ScreenShare, type ScreenShareParts } from "./media/partner/screen-share.js";
export type { OwnScreen, PartnerScreen, ScreenState } from "./media/partner/screen-state.js";
export { type CreatePeer, canCall, createPeer } from "./media/peer.js";
export type { CallQuality, ChangeReason, Grade, Level, LevelChange } from "./media/quality/call-quality.js";
export { type LevelStep, QualityController } from "./media/quality/quality-controller.js";
export { QualityMonitor, type QualityMonitorParts } from "./media/quality/quality-monitor.js";
export { StatsReader, type StatsSample } from "./media/quality/stats-sample.js";
export type { ClientFrame } from "./protocol/client-frames.js";
export { adviceFor, type CloseAdvice, closeCode } from "./protocol/close-codes.js";
export { decodeServerFrame, encodeClientFrame } from "./protocol/codec.js";
export type { Room, ServerFrame } from "./protocol/server-frames.js";
export type { Mode } from "./protocol/values.js";
export { browserVisit } from "./visit/browser-visit.js";
export type { RevealState, RevealWhen } from "./visit/reveal.js";
export { Visit } from "./visit/visit.js";
export type { VisitEvents, VisitParts } from "./visit/visit-parts.js";
export type { VisitSettings } from "./visit/visit-settings.js";
