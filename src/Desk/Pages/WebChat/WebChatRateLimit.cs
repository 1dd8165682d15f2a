using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Limits the messages and files of one chat, and of all chats of one address.</summary>
public sealed class WebChatRateLimit(IOptions<WebChatOptions> options, TimeProvider time)
{
    private readonly RequestLimiter<string> _chats = new(time, options.Value.MessagesPerMinute, TimeSpan.FromMinutes(1));
    private readonly RequestLimiter<string> _addresses = new(time, options.Value.MessagesPerMinuteAndAddress, TimeSpan.FromMinutes(1));
    private readonly RequestLimiter<string> _filesOfChats = new(time, options.Value.FilesPerHour, TimeSpan.FromHours(1));
    private readonly RequestLimiter<string> _filesOfAddresses = new(time, options.Value.FilesPerHourAndAddress, TimeSpan.FromHours(1));

    private readonly RequestLimiter<string> _codeAttempts = new(time, options.Value.CodesPerAddress, TimeSpan.FromMinutes(10));

    /// <summary>Counts an entered code. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? CountCodeAttempt(string address) => _codeAttempts.RecordUse(address);

    /// <summary>Counts a message and its files. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? CountMessage(string chat, string address, int files = 0)
    {
        if ((_chats.RecordUse(chat) ?? _addresses.RecordUse(address)) is { } wait) return wait;
        for (var i = 0; i < files; i++)
            if ((_filesOfChats.RecordUse(chat) ?? _filesOfAddresses.RecordUse(address)) is { } tooMany) return tooMany;
        return null;
    }
}
