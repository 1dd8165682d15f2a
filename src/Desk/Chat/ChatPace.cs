using EcomCenter.Desk.Web.Forms;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Chat;

/// <summary>How fast one chat, and one address with all its chats, may speak.</summary>
public sealed class ChatPace(IOptions<ChatOptions> options, TimeProvider time)
{
    private readonly Allowance _chats = new(time, options.Value.MessagesPerMinute, TimeSpan.FromMinutes(1));
    private readonly Allowance _addresses = new(time, options.Value.MessagesPerMinuteAndAddress, TimeSpan.FromMinutes(1));

    public TimeSpan? Speak(string chat, string address) => _addresses.Use(address) ?? _chats.Use(chat);
}
