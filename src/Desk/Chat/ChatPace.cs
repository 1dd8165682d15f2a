using EcomCenter.Desk.Web.Forms;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Chat;

/// <summary>Limits the messages and files of one chat, and of all chats of one address.</summary>
public sealed class ChatPace(IOptions<ChatOptions> options, TimeProvider time)
{
    private readonly Allowance _chats = new(time, options.Value.MessagesPerMinute, TimeSpan.FromMinutes(1));
    private readonly Allowance _addresses = new(time, options.Value.MessagesPerMinuteAndAddress, TimeSpan.FromMinutes(1));
    private readonly Allowance _filesOfChats = new(time, options.Value.FilesPerHour, TimeSpan.FromHours(1));
    private readonly Allowance _filesOfAddresses = new(time, options.Value.FilesPerHourAndAddress, TimeSpan.FromHours(1));

    private readonly Allowance _guesses = new(time, options.Value.CodesPerAddress, TimeSpan.FromMinutes(10));

    /// <summary>Counts an entered code. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? Guess(string address) => _guesses.Use(address);

    /// <summary>Counts a message and its files. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? Speak(string chat, string address, int files = 0)
    {
        if ((_chats.Use(chat) ?? _addresses.Use(address)) is { } wait) return wait;
        for (var i = 0; i < files; i++)
            if ((_filesOfChats.Use(chat) ?? _filesOfAddresses.Use(address)) is { } tooMany) return tooMany;
        return null;
    }
}
