using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Files that go with an answer. The web chat shows them beside the text. A messenger gets each as a message of its own after the text,
/// and the answer counts as delivered with the last one.
/// </summary>
public sealed class AnswerAttachments(IEnumerable<IChatChannel> channels)
{
    private readonly Dictionary<ContactChannel, IChatChannel> _channels = channels.ToDictionary(channel => channel.Channel);

    /// <summary>Returns null if the channel delivers all files.</summary>
    public FieldFault? Validate(Ticket ticket, IReadOnlyList<Attachment> files)
    {
        if (FindMessengerChat(ticket) is not { } chat) return null;
        if (!_channels.TryGetValue(chat.Channel, out var channel) || channel.MaxFiles == 0)
            return new(UploadedFiles.FieldName, "fileStaysHere");
        if (files.Count > channel.MaxFiles) return new(UploadedFiles.FieldName, "tooManyFiles", ("most", channel.MaxFiles));
        var wrong = files.FirstOrDefault(file => !channel.CanSend(file.ToOutgoingFile()));
        if (wrong is null) return null;
        var code = chat.Channel is ContactChannel.WeChat ? "onlyPictures" : "fileStaysHere";
        return new(UploadedFiles.FieldName, code, ("name", wrong.ToOutgoingFile().Name));
    }

    /// <summary>Queues the files. Called right after the text was queued, in the same write, so that they follow it.</summary>
    public void Enqueue(WriteUnit unit, Ticket ticket, Message message, IReadOnlyList<Attachment> files)
    {
        if (message.Reach is not Reach.Chat || FindMessengerChat(ticket) is not { } chat) return;
        foreach (var file in files)
            unit.Enqueue(new OutgoingMessage
            {
                To = chat, Text = "", Language = ticket.Language, File = file.ToOutgoingFile(),
            }, ticket.Id, message.Id);
    }

    private static ChatAddress? FindMessengerChat(Ticket ticket) =>
        ticket.Reach is Reach.Chat && ticket.ChatAddress?.Chat is { Channel: not ContactChannel.WebChat } chat ? chat : null;
}
