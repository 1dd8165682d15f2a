using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Builds the messages that are submitted to the desk from an input and the conversation state.</summary>
internal static class SubmissionBuilder
{
    /// <summary>
    /// The length of one message in UTF-16 units. The desk accepts 10,000 code points, which are never more than its units.
    /// </summary>
    public const int MaxLength = 10_000;

    /// <summary>Builds one message, or several for the same ticket if the text is too long for one. No text is lost.</summary>
    public static IReadOnlyList<IncomingMessage> Build(ConversationState state, ChatInput input, string text) =>
        [.. LongText.Split(text, MaxLength).Where(CleanText.HasVisibleText).Select((piece, index) => index == 0
            ? BuildFirst(state, input, piece)
            : BuildFirst(state, input, piece) with
            {
                ExternalId = $"{input.Origin.ExternalId}{IncomingMessage.PartSeparator}{index + 1}", OpensNewTicket = false, Kind = null,
                ServiceItem = null, Files = [],
            })];

    // All parts of an album share its id, because together they are one message.
    private static IncomingMessage BuildFirst(ConversationState state, ChatInput input, string text) => new()
    {
        From = input.From,
        ExternalId = (input as ChatInput.MediaInput)?.AlbumId ?? input.Origin.ExternalId,
        Text = text,
        SentAt = input.Origin.SentAt,
        Language = state.Language ?? Language.ZhHans,
        Kind = state.NextDraft?.Kind,
        ServiceItem = state.NextDraft?.ServiceItem is { } service && DisplayNames.ServiceCodes.Contains(service) ? service : null,
        Priority = DangerWords.AreIn(text) ? Priority.Urgent : Priority.Normal,
        OpensNewTicket = state.OpensNewTicket,
        TargetTicket = TicketNumber.Read(state.TargetTicket).Number,
        RepliesTo = input.Origin.RepliesTo is { } replied ? new(replied.ExternalId, TypedCodes.FindNumberIn(replied.Text)) : null,
        EditsMessageId = (input as ChatInput.TextInput)?.EditsMessageId,
        Files = (input as ChatInput.MediaInput)?.Files ?? [],
    };

    /// <summary>Writes a placeholder, see <see cref="MediaPlaceholder"/>.</summary>
    public static string Bracket(string name, string? detail) =>
        string.IsNullOrWhiteSpace(detail) ? $"[{name}]" : $"[{name}: {detail.Trim()}]";

    /// <summary>
    /// Describes media in the resident's language, e.g. <c>[voice message]</c>. A caption comes first and the placeholder ends its
    /// first line, because the first line becomes the ticket's subject and its first letters decide the text direction.
    /// </summary>
    public static string DescribeMedia(BotTexts texts, Language language, ChatInput.MediaInput media)
    {
        var name = texts.Format(language, "content." + EnumCode.From(media.Kind));
        var head = Bracket(name, media.Detail);
        if (string.IsNullOrWhiteSpace(media.Caption)) return head;
        var lines = media.Caption.Trim().Split('\n', 2);
        return string.Join('\n', [$"{lines[0].TrimEnd()} {head}", .. lines.Skip(1)]);
    }
}
