using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

/// <summary>The way a matter reached the centre.</summary>
[JsonConverter(typeof(CamelCaseEnum<ContactChannel>))]
public enum ContactChannel { Telegram, WebChat, WeChat, Counter, Hotline, SuggestionBox, Api }

/// <summary>咨询 求助 投诉 举报 建议 表扬 其他, the seven kinds of matter.</summary>
[JsonConverter(typeof(CamelCaseEnum<TicketKind>))]
public enum TicketKind { Inquiry, ServiceRequest, Complaint, Report, Suggestion, Praise, Other }

[JsonConverter(typeof(CamelCaseEnum<TicketStatus>))]
public enum TicketStatus { New, InProgress, WaitingForResident, Resolved, Closed }

/// <summary>Set once. A missed cycle stays missed however late the answer comes.</summary>
[JsonConverter(typeof(CamelCaseEnum<CycleState>))]
public enum CycleState { Open, Met, Missed, Cancelled }

/// <summary>What counts as an answer: a person said something of substance.</summary>
[JsonConverter(typeof(CamelCaseEnum<AnswerKind>))]
public enum AnswerKind { Answer, NextStep, NeedFromYou, OutOfRemit }

[JsonConverter(typeof(CamelCaseEnum<Priority>))]
public enum Priority { Normal, Urgent }

/// <summary>实名 · 对部门保密 · 匿名.</summary>
[JsonConverter(typeof(CamelCaseEnum<Anonymity>))]
public enum Anonymity { Named, Hidden, Anonymous }

[JsonConverter(typeof(CamelCaseEnum<RequesterType>))]
public enum RequesterType { Resident, Enterprise, Cooperative, VillageStation }

/// <summary>How far a message of ours has got.</summary>
[JsonConverter(typeof(CamelCaseEnum<DeliveryState>))]
public enum DeliveryState { Queued, Sent, Failed, Unreachable }

/// <summary>How an answer comes to the person: the chat it came from, a call-back, or published at /track.</summary>
[JsonConverter(typeof(CamelCaseEnum<Reach>))]
public enum Reach { Chat, Phone, Track }

public static class Channels
{
    /// <summary>Channels whose answers go back into a chat.</summary>
    public static bool IsChat(this ContactChannel channel) =>
        channel is ContactChannel.Telegram or ContactChannel.WebChat or ContactChannel.WeChat;
}
