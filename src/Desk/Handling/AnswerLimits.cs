using System.Globalization;
using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Checks before an answer is accepted that the resident's chat takes it now: files, length, and what the channel's reply window leaves. A
/// refusal says what would fit. A window that closes between this check and the sending leads to a call-back.
/// </summary>
/// <param name="MayWait">True if the answer may wait until the resident writes again, where the chat takes nothing now.</param>
internal sealed record AnswerLimits(TicketActions Actions, WriteUnit Unit, bool MayWait)
{
    public async Task<FieldFault?> FindFaultAsync(Ticket ticket, MessageKind kind, AnswerContent answer, IReadOnlyList<Attachment> files)
    {
        if (AnswerAttachments.Validate(ticket, files, Actions.Voices) is { } undeliverable) return undeliverable;
        if (ticket.Reach is not Reach.Chat || ticket.ChatAddress?.Chat is not { } chat) return null;
        if (await Actions.ReplyWindows.FindRoomAsync(Unit, chat) is not { } room) return null;
        return room.Messages > 0 ? FindFault(room.Messages) : FindFaultOfClosedChat(room);

        FieldFault? FindFaultOfClosedChat(ReplyRoom closed)
        {
            if (MayWait) return FindFault((KnownChannels.GetTraits(chat.Channel).RepliesPerMessage ?? 1) - WaitingAnswers.ReservedForReply);
            if (closed.NoticeLength is not { } longest) return new("text", "chatShut");
            var frame = Format("").Length;
            return files.Count == 0 && frame + answer.Body.Text.Length <= longest ? null
                : new("text", "onlyNotice", ("longest", longest - frame));
        }

        FieldFault? FindFault(int left)
        {
            if (CountPieces(answer.Body.Text) + files.Count <= left) return null;
            if (files.Count >= left) return new(UnattachedFiles.FieldName, "filesLeft", ("left", left), ("most", left - 1));
            var longest = FindLongest(answer.Body.Text, text => CountPieces(text) + files.Count <= left);
            return new("text", "messagesLeft", ("left", left), ("needed", CountPieces(answer.Body.Text) + files.Count),
                ("longest", longest));
        }

        int CountPieces(string words) => ChatText.Split(ResidentMessages.Create(ticket, chat, kind, Format(words))).Count;

        string Format(string words) =>
            ResidentMessages.FormatText(ticket, kind, words, answer.Office, answer.PromisedAt, Actions.TimeFormatter);
    }

    /// <summary>Finds the number of characters from the beginning of a text that fit.</summary>
    private static int FindLongest(string text, Predicate<string> fits)
    {
        var ends = StringInfo.ParseCombiningCharacters(text);
        var (least, most) = (0, ends.Length - 1);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            if (fits(text[..ends[middle]])) least = middle;
            else most = middle - 1;
        }

        return ends.Length == 0 ? 0 : ends[least];
    }
}
