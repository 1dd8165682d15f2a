using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Files that go with an answer. A chat on a page of the desk shows them beside the text. A messenger gets each as a message of its own
/// after the text, and the answer counts as delivered with the last one.
/// </summary>
internal static class AnswerAttachments
{
    /// <summary>
    /// Returns null if the channel delivers files of this number, kind and size. What the reply window leaves is checked with the text.
    /// </summary>
    public static FieldFault? Validate(Ticket ticket, IReadOnlyList<Attachment> files, VoiceCopies voices)
    {
        if (files.Count == 0 || FindMessengerChat(ticket) is not { } chat) return null;
        if (KnownChannels.GetTraits(chat.Channel).Files is not { } limits) return new(UnattachedFiles.FieldName, "fileStaysHere");
        if (files.Count > limits.MaxCount) return new(UnattachedFiles.FieldName, "tooManyFiles", ("most", limits.MaxCount));
        var outgoing = files.Select(file => file.ToOutgoingFile()).ToList();
        if (outgoing.Find(file => !limits.CanSend(file)) is { } wrong)
            return new(UnattachedFiles.FieldName, limits.FaultCode, ("name", wrong.Name));
        return limits.RequiredVoiceFormat is { } format && outgoing.Exists(file => file.IsRecording && !voices.CanMake(file, format))
            ? new(UnattachedFiles.FieldName, "recordingStaysHere") : null;
    }

    /// <summary>Queues the files. Called right after the text was queued, in the same write, so that they follow it.</summary>
    public static void Enqueue(WriteUnit unit, Ticket ticket, Message message, IReadOnlyList<Attachment> files)
    {
        if (message.Reach is not Reach.Chat || FindMessengerChat(ticket) is not { } chat) return;
        foreach (var file in files)
            unit.Enqueue(new OutgoingMessage
            {
                To = chat, Text = "", Language = ticket.Language, File = file.ToOutgoingFile(),
            }, ticket.Id, message.Id);
    }

    private static ChatAddress? FindMessengerChat(Ticket ticket) =>
        ticket.Reach is Reach.Chat && ticket.ChatAddress?.Chat is { } chat && !KnownChannels.GetTraits(chat.Channel).IsOwnPage ? chat
            : null;
}
