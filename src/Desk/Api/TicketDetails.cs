using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A ticket with its messages, response cycles, links and events.</summary>
internal sealed record TicketDetails : TicketView
{
    [SetsRequiredMembers]
    public TicketDetails(
        TicketView view, Ticket ticket, IEnumerable<StoredEvent> events, IEnumerable<TicketNumber> links, IEnumerable<Attachment> files)
        : base(view)
    {
        var filesOf = files.OrderBy(f => f.Id).ToLookup(f => f.MessageId, AttachmentView.From);
        Messages = [.. ticket.Messages.Where(m => m.MovedToTicketId is null).OrderBy(m => m.Id)
            .Select(m => MessageView.Create(m, [.. filesOf[m.Id]]))];
        Description = Messages[0].Text;
        Cycles = [.. ticket.Cycles.OrderBy(c => c.Ordinal).Select(CycleView.From)];
        Slips = [.. ticket.Slips.OrderBy(s => s.Ordinal).Select(s => SlipView.From(s, ticket))];
        Orders = [.. ticket.Orders.OrderBy(o => o.Id).Select(o => OrderView.From(o, ticket))];
        FollowUps = [.. ticket.FollowUps.OrderBy(f => f.Id).Select(FollowUpView.From)];
        Escalations = [.. ticket.Referrals.OrderBy(r => r.Id).Select(EscalationView.From)];
        Links = [.. links.Select(link => link.ToString())];
        Events = [.. events.Select(e => EventView.From(e, view.Number))];
    }

    public string Description { get; }

    /// <summary>The messages, oldest first. The description is the first.</summary>
    public IReadOnlyList<MessageView> Messages { get; }

    public IReadOnlyList<CycleView> Cycles { get; }

    public IReadOnlyList<OrderView> Orders { get; }

    public IReadOnlyList<FollowUpView> FollowUps { get; }

    /// <summary>The matters that were put before the head of the centre, by staff or by the resident's appeal.</summary>
    public IReadOnlyList<EscalationView> Escalations { get; }

    /// <summary>The numbers of linked tickets, in both directions.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>The time and number of messages that the channel still allows; absent if the channel has no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplyWindowView? ReplyWindow { get; init; }

    public IReadOnlyList<EventView> Events { get; }
}

[JsonConverter(typeof(CamelCaseEnumConverter<Speaker>))]
internal enum Speaker { Resident, Staff, System }

internal sealed record MessageView
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Speaker From { get; init; }

    public required MessageKind Kind { get; init; }

    public required string Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeliveryState? Delivery { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DeliveredAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PromisedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Office { get; init; }

    /// <summary>True if the message joined this ticket although the resident did not say which ticket it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Unsure { get; init; }

    /// <summary>The id of the message that this one replaces.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Edits { get; init; }

    /// <summary>The code of the author.</summary>
    public required string By { get; init; }

    /// <summary>The attachments of the message. One that is not stored yet, or could not be stored, has only its state.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentView>? Attachments { get; init; }

    public static MessageView Create(Message message, IReadOnlyList<AttachmentView> files) => new()
    {
        Attachments = files.Count > 0 ? files : null,
        Id = message.Id, At = message.At, From = GetSpeaker(message), Kind = message.Kind, Text = message.Text, Delivery = message.Delivery,
        DeliveredAt = message.DeliveredAt, PromisedAt = message.PromisedAt, Office = message.Office,
        Unsure = message.IsUncertain ? true : null,
        Edits = message.EditsMessageId, By = message.Author.ToString(),
    };

    private static Speaker GetSpeaker(Message message) => message switch
    {
        { Kind: MessageKind.FromResident } => Speaker.Resident,
        { Author.Kind: AuthorKind.System } => Speaker.System,
        _ => Speaker.Staff,
    };
}

internal sealed record ReplyWindowView
{
    public required DateTimeOffset OpenUntil { get; init; }

    /// <summary>The number of messages that may still be sent until then.</summary>
    public required int Left { get; init; }

    /// <summary>The number of later notices that the resident has allowed.</summary>
    public required int Notices { get; init; }

    public static ReplyWindowView? From(ReplyWindow? window) =>
        window is null ? null : new() { OpenUntil = window.OpenUntil, Left = window.MessagesLeft, Notices = window.NoticesLeft };
}

/// <summary>One event of the change feed. It contains ids, codes, times and hashes, never message text.</summary>
internal sealed record EventView
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Type { get; init; }

    /// <summary>The ticket's number.</summary>
    public required string Ticket { get; init; }

    public required long Version { get; init; }

    public required string By { get; init; }

    [JsonConverter(typeof(RawJsonConverter))]
    public required string Data { get; init; }

    public static EventView From(StoredEvent stored, string ticket) => new()
    {
        Sequence = stored.Sequence, At = stored.At, Type = stored.Type, Ticket = ticket, Version = stored.Version, By = stored.By,
        Data = stored.Data,
    };
}

/// <summary>Writes a string that contains JSON as JSON, not as a quoted string.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value, skipInputValidation: true);
}
