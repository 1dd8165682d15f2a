using EcomCenter.Bots.Channels.Tencent;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The state of the connection to WeChat.</summary>
public sealed class WeChatHealth : ServerHealth;
