using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.FakeWeChat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>The bots as the desk hosts them, built but not started, connected to a fake WeChat server.</summary>
internal sealed class WeChatBotHost : IDisposable
{
    private readonly IHost _host;

    public WeChatBotHost(FakeWeChatServer wechat, TimeProvider? time = null, string? secret = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WeChat:AppId"] = wechat.Account.AppId,
            ["WeChat:Token"] = wechat.Account.Token,
            ["WeChat:AppSecret"] = secret ?? wechat.Account.AppSecret,
            ["WeChat:EncodingAesKey"] = wechat.Account.EncodingAesKey ?? "",
            ["WeChat:BaseUrl"] = wechat.BaseUrl,
            ["WeChat:NoticeTemplate"] = wechat.Account.NoticeTemplate,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        if (time is not null) builder.Services.AddSingleton(time);
        var desk = new InMemoryDesk();
        builder.Services.AddSingleton<IInbox>(desk).AddSingleton<IPullInbox>(desk);
        builder.Services.AddBots(builder.Configuration, (_, left) => left.ToString());
        _host = builder.Build();
        AppId = wechat.Account.AppId;
    }

    public LogRecorder Log { get; } = new();

    public string AppId { get; }

    public IReplyWindowRules Rules => Get<IEnumerable<IReplyWindowRules>>().OfType<WeChatReplyWindowRules>().Single();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<SendResult> SendAsync(string openId, string text, params IReadOnlyList<ChatButton> buttons)
    {
        var message = new OutgoingMessage
        {
            To = new(ContactChannel.WeChat, AppId, openId), Text = text, Language = Language.Ug,
            Buttons = buttons.Count == 0 ? [] : [buttons],
        };
        return Get<WeChatChannel>().SendAsync(message, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _host.Dispose();
}
