using EcomCenter.Bots.Channels.Tencent;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>The state of the connection to WeCom.</summary>
public sealed class WeComHealth : ServerHealth;
