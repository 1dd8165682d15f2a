using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A ticket with its whole story.</summary>
internal sealed record TicketDetails : TicketView
{
    [SetsRequiredMembers]
    public TicketDetails(TicketView view, Ticket ticket, IEnumerable<StoredEvent> events, IEnumerable<TicketNumber> links, IEnumerable<Attachment> files)
        : base(view)
    {
        var filesOf = files.OrderBy(f => f.Id).ToLookup(f => f.MessageId, AttachmentView.Of);
        Messages = [.. ticket.Messages.Where(m => m.MovedTo is null).OrderBy(m => m.Id).Select(m => MessageView.Of(m, [.. filesOf[m.Id]]))];
        Description = Messages[0].Text;
        Cycles = [.. ticket.Cycles.OrderBy(c => c.Ordinal).Select(CycleView.Of)];
        Links = [.. links.Select(link => link.ToString())];
        Events = [.. events.Select(e => EventView.Of(e, view.Number))];
    }

    public string Description { get; }

    /// <summary>Oldest first; the description is the first.</summary>
    public IReadOnlyList<MessageView> Messages { get; }

    public IReadOnlyList<CycleView> Cycles { get; }

    /// <summary>Transfers to other departments.</summary>
    public IReadOnlyList<SlipView> Slips { get; } = [];

    /// <summary>The numbers of tickets that belong together with it, whichever of the two was linked to the other.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>How long, and how often, the channel still lets us write to the resident; absent where nothing limits it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplyWindowView? ReplyWindow { get; init; }

    public IReadOnlyList<EventView> Events { get; }
}

[JsonConverter(typeof(CamelCaseEnum<Speaker>))]
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

    /// <summary>It joined this ticket because nobody said which one it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Unsure { get; init; }

    /// <summary>The message whose words these replace.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Edits { get; init; }

    /// <summary>Who wrote it down, as a code.</summary>
    public required string By { get; init; }

    /// <summary>Files that came with it; one that is not kept yet, or could not be, is no more than its state.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentView>? Attachments { get; init; }

    public static MessageView Of(Message message, IReadOnlyList<AttachmentView> files) => new()
    {
        Attachments = files.Count > 0 ? files : null,
        Id = message.Id, At = message.At, From = SpeakerOf(message), Kind = message.Kind, Text = message.Text, Delivery = message.Delivery,
        DeliveredAt = message.DeliveredAt, PromisedAt = message.PromisedAt, Office = message.Office, Unsure = message.Unsure ? true : null, Edits = message.Edits, By = message.By.ToString(),
    };

    private static Speaker SpeakerOf(Message message) => message switch
    {
        { Kind: MessageKind.FromResident } => Speaker.Resident,
        { By.Kind: ByKind.System } => Speaker.System,
        _ => Speaker.Staff,
    };
}

internal sealed record ReplyWindowView
{
    public required DateTimeOffset OpenUntil { get; init; }

    /// <summary>Messages that may still be sent until then.</summary>
    public required int Left { get; init; }

    /// <summary>Messages for later that the resident has allowed.</summary>
    public required int Notices { get; init; }

    public static ReplyWindowView? Of(ReplyWindow? window) => window is null ? null : new() { OpenUntil = window.OpenUntil, Left = window.Left, Notices = window.Notices };
}

/// <summary>Slips come with transfers.</summary>
internal sealed record SlipView
{
    public required long Id { get; init; }
}

/// <summary>One event of the feed: ids, codes, times and hashes, never words.</summary>
internal sealed record EventView
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Type { get; init; }

    /// <summary>The ticket's number.</summary>
    public required string Ticket { get; init; }

    public required long Version { get; init; }

    public required string By { get; init; }

    [JsonConverter(typeof(RawJson))]
    public required string Data { get; init; }

    public static EventView Of(StoredEvent stored, string ticket) => new()
    {
        Sequence = stored.Sequence, At = stored.At, Type = stored.Type, Ticket = ticket, Version = stored.Version, By = stored.By, Data = stored.Data,
    };
}

/// <summary>JSON that is kept as text goes out as what it is.</summary>
internal sealed class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
}
