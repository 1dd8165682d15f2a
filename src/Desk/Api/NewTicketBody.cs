using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Http.Bodies;

namespace EcomCenter.Desk.Api;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewTicketBody
{
    [Required]
    public ParsedEnum<TicketKind>? Kind { get; init; }

    [Required]
    public ParsedEnum<ContactChannel>? Channel { get; init; }

    [Required]
    public string? Description { get; init; }

    public string? Subject { get; init; }

    public ParsedEnum<Language>? Language { get; init; }

    public SentTime? ReceivedAt { get; init; }

    public string? ExternalId { get; init; }

    public string? ServiceItem { get; init; }

    public string? Department { get; init; }

    public ParsedEnum<Priority>? Priority { get; init; }

    public ParsedEnum<Anonymity>? Anonymity { get; init; }

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

    public ParsedEnum<RequesterType>? Type { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnswerBody
{
    [Required]
    public string? Text { get; init; }

    public ParsedEnum<AnswerKind>? Kind { get; init; }

    public SentTime? PromisedAt { get; init; }

    public string? Office { get; init; }
}
