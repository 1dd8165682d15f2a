using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Files that go with an answer. On our own page they stand beside the words; into a messenger each follows them as a piece of the same answer, which
/// is delivered with its last.
/// </summary>
public sealed class FilesToResident(IEnumerable<IChatChannel> channels)
{
    private readonly Dictionary<ContactChannel, IChatChannel> _channels = channels.ToDictionary(channel => channel.Channel);

    /// <summary>Null where all of them would arrive.</summary>
    public FieldFault? Check(Ticket ticket, IReadOnlyList<Attachment> files)
    {
        if (MessengerOf(ticket) is not { } chat) return null;
        if (!_channels.TryGetValue(chat.Channel, out var channel) || channel.MostFiles == 0) return new(OwnFiles.Field, "fileStaysHere");
        if (files.Count > channel.MostFiles) return new(OwnFiles.Field, "tooManyFiles", ("most", channel.MostFiles));
        var wrong = files.FirstOrDefault(file => !channel.Takes(file.ToSend()));
        return wrong is null ? null : new(OwnFiles.Field, chat.Channel is ContactChannel.WeChat ? "onlyPictures" : "fileStaysHere", ("name", wrong.ToSend().Name));
    }

    /// <summary>Comes right after the words were queued, in the same write.</summary>
    public void Send(WriteUnit unit, Ticket ticket, Message message, IReadOnlyList<Attachment> files)
    {
        if (message.Reach is not Reach.Chat || MessengerOf(ticket) is not { } chat) return;
        foreach (var file in files)
            unit.Enqueue(new OutgoingMessage { To = chat, Text = "", Language = ticket.Language, File = file.ToSend() }, ticket.Id, message.Id);
    }

    private static ChatAddress? MessengerOf(Ticket ticket) =>
        ticket.Reach is Reach.Chat && ticket.ChatAddress?.Chat is { Channel: not ContactChannel.WebChat } chat ? chat : null;
}
