using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Limits the messages and files of one chat, and of all chats of one address.</summary>
public sealed class WebChatRateLimit(IOptions<WebChatOptions> options, TimeProvider time)
{
    private const int MaxDeviceCodes = 200, MaxFirstDeviceCodes = 1_000;

    /// <summary>A long text counts as several messages, because each takes as much room.</summary>
    private const int LettersPerMessage = 5_000;

    private readonly RequestLimiter<string> _chats = new(time, options.Value.MessagesPerMinute, TimeSpan.FromMinutes(1));
    private readonly RequestLimiter<string> _addresses = new(time, options.Value.MessagesPerMinuteAndAddress, TimeSpan.FromMinutes(1));
    private readonly RequestLimiter<string> _filesOfChats = new(time, options.Value.FilesPerHour, TimeSpan.FromHours(1));
    private readonly RequestLimiter<string> _filesOfAddresses = new(time, options.Value.FilesPerHourAndAddress, TimeSpan.FromHours(1));

    private readonly RequestLimiter<string> _codes = new(time, options.Value.CodesPerAddress, TimeSpan.FromMinutes(10));
    private readonly RequestLimiter<string> _addressesOfToday = new(time, 1, TimeSpan.FromDays(1));
    private readonly SharedLimit<CodePurpose> _deviceCodesOfAll =
        new(time, MaxDeviceCodes, MaxFirstDeviceCodes, TimeSpan.FromMinutes(10));

    /// <summary>
    /// Counts a code entered to join a chat, before it is tried. Returns the time to wait if there were too many from this address or from
    /// all together, else null.
    /// </summary>
    public TimeSpan? CountDeviceCode(string address)
    {
        if (_codes.RecordUse(address) is { } wait) return wait;
        var isFirst = _addressesOfToday.RecordUse(address) is null;
        var refused = _deviceCodesOfAll.RecordUse(CodePurpose.OtherDevice, isFirst);
        // A try that was not let through was none.
        if (refused is not null && isFirst) _addressesOfToday.TakeBackUse(address);
        return refused;
    }

    /// <summary>Only wrong codes count for all together.</summary>
    public void TakeBackRightDeviceCode(string address)
    {
        _addressesOfToday.TakeBackUse(address);
        _deviceCodesOfAll.TakeBackUse(CodePurpose.OtherDevice);
    }

    /// <summary>Returns the time to wait if a message with a file would be refused, without counting it; null if it may come.</summary>
    public TimeSpan? GetWaitForFile(string chat, string address) => _chats.GetRetryAfter(chat) ?? _addresses.GetRetryAfter(address)
        ?? _filesOfChats.GetRetryAfter(chat) ?? _filesOfAddresses.GetRetryAfter(address);

    /// <summary>
    /// Counts a message and its files. Returns the time to wait if there were too many, else null. Codes sent as a message count per
    /// address, because a browser without its cookie is a new chat.
    /// </summary>
    public TimeSpan? CountMessage(string chat, string address, string? text = null, int files = 0)
    {
        if (text is not null && TypedCodes.IsCode(text.Trim()) && _codes.RecordUse(address) is { } codeWait) return codeWait;
        if ((_chats.RecordUse(chat) ?? _addresses.RecordUse(address)) is { } wait) return wait;
        // Never refuses the text itself, or a long one could not be sent at all.
        for (var letters = LettersPerMessage; letters < text?.Length; letters += LettersPerMessage)
            _ = (_chats.RecordUse(chat), _addresses.RecordUse(address));
        for (var i = 0; i < files; i++)
            if ((_filesOfChats.RecordUse(chat) ?? _filesOfAddresses.RecordUse(address)) is { } tooMany) return tooMany;
        return null;
    }
}
