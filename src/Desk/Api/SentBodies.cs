using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

// Every member is optional here, so that missing members can be reported field by field together with all other faults.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewTicketBody
{
    public EnumWord<TicketKind>? Kind { get; init; }

    public EnumWord<ContactChannel>? Channel { get; init; }

    public string? Description { get; init; }

    public string? Subject { get; init; }

    public EnumWord<Language>? Language { get; init; }

    public SentTime? ReceivedAt { get; init; }

    public string? ExternalId { get; init; }

    public string? ServiceItem { get; init; }

    public string? Department { get; init; }

    public EnumWord<Priority>? Priority { get; init; }

    public EnumWord<Anonymity>? Anonymity { get; init; }

    public RequesterBody? Requester { get; init; }

    public AnswerBody? Answer { get; init; }

    public IReadOnlyList<string>? Attachments { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequesterBody
{
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Village { get; init; }

    public string? Township { get; init; }

    public string? Organisation { get; init; }

    public EnumWord<RequesterType>? Type { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnswerBody
{
    public string? Text { get; init; }

    public EnumWord<AnswerKind>? Kind { get; init; }

    public SentTime? PromisedAt { get; init; }

    public string? Office { get; init; }
}

/// <summary>The kinds of message that can be written to a ticket.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WrittenKind>))]
internal enum WrittenKind { Answer, NextStep, NeedFromYou, OutOfRemit, Note, FromResident }

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewMessageBody
{
    public string? Text { get; init; }

    public EnumWord<WrittenKind>? Kind { get; init; }

    public SentTime? PromisedAt { get; init; }

    public string? Office { get; init; }

    public IReadOnlyList<string>? Attachments { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NothingBody;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AssignBody
{
    public string? User { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResolveBody
{
    public string? Text { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReasonBody
{
    public string? Reason { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RateBody
{
    public int? Score { get; init; }

    public string? Comment { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LinkBody
{
    public string? To { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CallBody
{
    public SentTime? At { get; init; }

    public EnumWord<CallDirection>? Direction { get; init; }

    public bool? Reached { get; init; }

    public EnumWord<AnswerKind>? Kind { get; init; }

    public string? Text { get; init; }

    public SentTime? PromisedAt { get; init; }

    public string? Office { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SplitBody
{
    /// <summary>Ids of the resident's messages that move.</summary>
    public IReadOnlyList<long>? Messages { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, MaxDepth = 16,
    Converters = [typeof(LenientStringConverter)])]
[JsonSerializable(typeof(NewTicketBody))]
[JsonSerializable(typeof(NewMessageBody), TypeInfoPropertyName = "NewMessageBody")]
[JsonSerializable(typeof(NothingBody))]
[JsonSerializable(typeof(AssignBody))]
[JsonSerializable(typeof(ResolveBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(RateBody))]
[JsonSerializable(typeof(LinkBody))]
[JsonSerializable(typeof(CallBody))]
[JsonSerializable(typeof(SplitBody))]
internal sealed partial class BodyJson : JsonSerializerContext;
