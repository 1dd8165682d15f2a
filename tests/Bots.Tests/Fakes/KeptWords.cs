using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>
/// Looks where the words of a resident are after a talk: whole in exactly one ticket, in the draft of the conversation, or an answer
/// that had its effect.
/// </summary>
internal static class KeptWords
{
    /// <summary>Returns the words that are nowhere, not whole, or in two tickets.</summary>
    public static IReadOnlyList<string> FindLost(RecordedChat chat)
    {
        var (lost, known) = (new List<string>(), new Dictionary<string, string>());
        foreach (var input in chat.Inputs)
        {
            var words = WordsOf(input);
            var isUnchanged = input is ChatInput.TextInput { IsEdit: true }
                && known.GetValueOrDefault(InMemoryDesk.PartIdOf(input)) is { } before && EditedText.ChangesNoWord(before, words);
            if (words.Length > 0) known[InMemoryDesk.PartIdOf(input)] = words.Trim();
            if (!isUnchanged && CleanText.HasVisibleText(words) && !IsKept(chat, input, words)) lost.Add(words);
            if (input is ChatInput.MediaInput media)
                lost.AddRange(media.Files.Where(file => !chat.Desk.Files.Exists(kept => kept.File == file)).Select(file => file.Source));
        }

        return lost;
    }

    private static string WordsOf(ChatInput input) => input switch
    {
        ChatInput.TextInput text => text.Text,
        ChatInput.MediaInput media => media.Caption ?? "",
        _ => "",
    };

    private static bool IsKept(RecordedChat chat, ChatInput input, string words)
    {
        // The kind of a file stands at the end of the first line.
        var lines = WithoutCommand(words).Split('\n').Select(Normalize).ToList();
        foreach (var id in (string[])[input.Origin.ExternalId, InMemoryDesk.MessageIdOf(input)])
        {
            var parts = chat.Desk.Submitted.FindAll(message => FirstPart(message.ExternalId) == id);
            var taken = Normalize(string.Concat(parts.Select(part => part.Text)));
            if (parts.Count > 0 && lines.TrueForAll(line => taken.Contains(line, StringComparison.Ordinal)))
                return parts.Select(part => chat.Desk.TicketOf(part.ExternalId)).Distinct().Count() == 1;
        }

        return IsAnswer(chat, words) || IsInDraft(chat, Normalize(words));
    }

    private static bool IsAnswer(RecordedChat chat, string words) =>
        TypedAnswer.IsKnown(words) || TypedCodes.IsCode(words) || TypedCodes.ReadAskedNumber(words) is not null
        || Politeness.Judge(words) is not null || ButtonCodes.ReadCommand(words) is { Command: not ButtonCodes.New } or { Words: "" }
        || chat.Offers(words) || IsAboutPlace(words) || IsPutTogether(words)
        || chat.Desk.ReopenedWith.Contains(words) || chat.Desk.Ratings.Values.Any(rating => rating.Comment == words)
        || chat.Desk.Amended.Exists(amended => amended.Amendment.Phone is { } phone && Normalize(phone) == Normalize(words))
        || (PhoneInText.IsWholeText(words)
            && chat.Desk.Amended.Exists(amended => amended.Amendment.Phone == PhoneInText.Find(words)?.Number))
        || IsAboutMatter(chat, words) || (AllTickets.Read(words) is { } said && (TypedAnswer.IsKnown(said) || IsPutTogether(said)));

    // "Never mind the parcel": the words beside what a ticket is about are an answer.
    private static bool IsAboutMatter(RecordedChat chat, string words) =>
        MatterWords.Split(words, chat.Desk.ListTickets(new(chat.Channel, "bot", "7"))) is (_, var rest, _) && TypedAnswer.IsKnown(rest);

    // Words that stand in no list as a whole.
    private static bool IsPutTogether(string words) =>
        Array.Exists(["urge", "solved", "notSolved"], code => TypedAnswer.Says(words, code))
        || TypedAnswer.Says(TypedCodes.WithoutNumbers(words), "lostCode");

    // "Cancel the second one": the words beside the place are an answer.
    private static bool IsAboutPlace(string words) => ListOrdinal.Split(words) is (_, var rest)
        && (TypedAnswer.IsKnown(rest) || TypedCodes.IsAsking(rest));

    // A greeting, or a number that leads nowhere, becomes the first line of what follows.
    private static bool IsInDraft(RecordedChat chat, string words) =>
        Normalize(chat.State.KeptGreeting ?? "").Contains(words, StringComparison.Ordinal)
        || chat.Desk.Submitted.Exists(message => message.Text.Split('\n').Select(Normalize).Contains(words));

    private static string FirstPart(string id) => id.Split(IncomingMessage.PartSeparator)[0];

    private static string WithoutCommand(string words) => ButtonCodes.ReadCommand(words) is (ButtonCodes.New, var said) ? said : words;

    private static string Normalize(string text) => FoldedText.Fold(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
}
