using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

/// <summary>The channel through which a ticket reached the centre.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContactChannel>))]
public enum ContactChannel { Telegram, WebChat, WeChat, WeCom, Counter, Hotline, SuggestionBox, Api }

/// <summary>The seven kinds of ticket: 咨询 求助 投诉 举报 建议 表扬 其他.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TicketKind>))]
public enum TicketKind { Inquiry, ServiceRequest, Complaint, Report, Suggestion, Praise, Other }

[JsonConverter(typeof(CamelCaseEnumConverter<TicketStatus>))]
public enum TicketStatus { New, InProgress, WaitingForResident, Resolved, Closed }

/// <summary>The state of a response cycle. It is set once: a missed cycle stays missed after a late answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CycleState>))]
public enum CycleState { Open, Met, Missed, Cancelled }

/// <summary>The kinds of staff message that count as an answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AnswerKind>))]
public enum AnswerKind { Answer, NextStep, NeedFromYou, OutOfRemit }

[JsonConverter(typeof(CamelCaseEnumConverter<Priority>))]
public enum Priority { Normal, Urgent }

/// <summary>The visibility of the requester's identity: 实名 (named), 对部门保密 (hidden from the department), 匿名 (anonymous).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Anonymity>))]
public enum Anonymity { Named, Hidden, Anonymous }

[JsonConverter(typeof(CamelCaseEnumConverter<RequesterType>))]
public enum RequesterType { Resident, Enterprise, Cooperative, VillageStation }

/// <summary>The delivery state of a message to a resident.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DeliveryState>))]
public enum DeliveryState { Queued, Sent, Failed, Unreachable }

/// <summary>The way an answer reaches the resident: in their chat, by a call-back, or published at /track.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Reach>))]
public enum Reach { Chat, Phone, Track }
