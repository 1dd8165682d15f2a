namespace EcomCenter.Contracts;

/// <summary>
/// The address of a chat on a channel. <paramref name="Bot"/> distinguishes several bots of a channel; <paramref name="Chat"/> is
/// the channel's own chat id.
/// </summary>
public sealed record ChatAddress(ContactChannel Channel, string Bot, string Chat);
