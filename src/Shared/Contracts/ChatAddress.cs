namespace EcomCenter.Contracts;

/// <summary>One chat on one channel. <paramref name="Bot"/> tells several bots of a channel apart; <paramref name="Chat"/> is the channel's own id of the chat.</summary>
public sealed record ChatAddress(ContactChannel Channel, string Bot, string Chat);
