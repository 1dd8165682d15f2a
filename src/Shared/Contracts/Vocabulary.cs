using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

/// <summary>The channel through which a ticket reached the centre.</summary>
[JsonConverter(typeof(CamelCaseEnum<ContactChannel>))]
public enum ContactChannel { Telegram, WebChat, WeChat, Counter, Hotline, SuggestionBox, Api }

/// <summary>The seven kinds of ticket: 咨询 求助 投诉 举报 建议 表扬 其他.</summary>
[JsonConverter(typeof(CamelCaseEnum<TicketKind>))]
public enum TicketKind { Inquiry, ServiceRequest, Complaint, Report, Suggestion, Praise, Other }

[JsonConverter(typeof(CamelCaseEnum<TicketStatus>))]
public enum TicketStatus { New, InProgress, WaitingForResident, Resolved, Closed }

/// <summary>The state of a response cycle. It is set once: a missed cycle stays missed after a late answer.</summary>
[JsonConverter(typeof(CamelCaseEnum<CycleState>))]
public enum CycleState { Open, Met, Missed, Cancelled }

/// <summary>The kinds of staff message that count as an answer.</summary>
[JsonConverter(typeof(CamelCaseEnum<AnswerKind>))]
public enum AnswerKind { Answer, NextStep, NeedFromYou, OutOfRemit }

[JsonConverter(typeof(CamelCaseEnum<Priority>))]
public enum Priority { Normal, Urgent }

/// <summary>The visibility of the requester's identity: 实名 (named), 对部门保密 (hidden from the department), 匿名 (anonymous).</summary>
[JsonConverter(typeof(CamelCaseEnum<Anonymity>))]
public enum Anonymity { Named, Hidden, Anonymous }

[JsonConverter(typeof(CamelCaseEnum<RequesterType>))]
public enum RequesterType { Resident, Enterprise, Cooperative, VillageStation }

/// <summary>The delivery state of a message to a resident.</summary>
[JsonConverter(typeof(CamelCaseEnum<DeliveryState>))]
public enum DeliveryState { Queued, Sent, Failed, Unreachable }

/// <summary>The way an answer reaches the resident: in their chat, by a call-back, or published at /track.</summary>
[JsonConverter(typeof(CamelCaseEnum<Reach>))]
public enum Reach { Chat, Phone, Track }

public static class Channels
{
    /// <summary>True for channels whose answers are sent into a chat.</summary>
    public static bool IsChat(this ContactChannel channel) =>
        channel is ContactChannel.Telegram or ContactChannel.WebChat or ContactChannel.WeChat;
}
