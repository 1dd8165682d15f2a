using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Chats of members of staff: they get their alerts there.</summary>
public interface IStaffChats
{
    /// <summary>Joins the chat to the account the code was made for: once, and only for ten minutes. False when there is no such code, or too many were tried here.</summary>
    Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation);
}

/// <summary>Where there is no staff.</summary>
internal sealed class NoStaffChats : IStaffChats
{
    public Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation) => Task.FromResult(false);
}
