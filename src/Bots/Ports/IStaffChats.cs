using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Chats of staff members, to which their alerts are sent.</summary>
public interface IStaffChats
{
    /// <summary>
    /// Links the chat to the staff account of the code. A code works once and for ten minutes. Returns false for an unknown code,
    /// or after too many attempts from this chat.
    /// </summary>
    Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation);
}

/// <summary>The staff chats of a program without staff accounts.</summary>
internal sealed class NoStaffChats : IStaffChats
{
    public Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation) => Task.FromResult(false);
}
