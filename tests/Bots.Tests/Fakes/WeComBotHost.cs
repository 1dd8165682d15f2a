using EcomCenter.Bots.Channels.WeCom;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.FakeWeCom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>The bots as the desk hosts them, built but not started, connected to a fake WeCom server.</summary>
internal sealed class WeComBotHost : IDisposable
{
    private readonly IHost _host;

    public WeComBotHost(FakeWeComServer wecom, string? secret = null, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WeCom:CorpId"] = wecom.Account.CorpId, ["WeCom:Secret"] = secret ?? wecom.Account.Secret,
            ["WeCom:Token"] = wecom.Account.Token, ["WeCom:EncodingAesKey"] = wecom.Account.EncodingAesKey,
            ["WeCom:OpenKfId"] = wecom.Account.OpenKfId, ["WeCom:BaseUrl"] = wecom.BaseUrl,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services.AddSingleton<IInbox>(Desk).AddSingleton<IPullInbox>(Desk).AddSingleton<IStoredFiles>(Files);
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddBots(builder.Configuration, (_, left) => left.ToString());
        _host = builder.Build();
        Account = wecom.Account.OpenKfId;
    }

    public InMemoryDesk Desk { get; } = new();

    public LogRecorder Log { get; } = new();

    public FileShelf Files { get; } = new();

    public string Account { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task PullAsync(string? token = null) => Get<WeComPuller>().PullAsync(Account, token, Cancellation);

    public Task<SendResult> SendAsync(string resident, string text, OutgoingFile? file = null) =>
        Get<IEnumerable<IChatChannel>>().OfType<WeComChannel>().Single().SendAsync(new()
        {
            To = new(ContactChannel.WeCom, Account, resident), Text = text, Language = Language.Ug, File = file,
        }, Cancellation);

    public Task<FetchResult> FetchAsync(string source, Stream into) =>
        Get<IEnumerable<IFileSource>>().OfType<WeComFileSource>().Single().FetchAsync(Account, source, into, Cancellation);

    public void Dispose() => _host.Dispose();

    /// <summary>Files that the desk has stored.</summary>
    internal sealed class FileShelf : IStoredFiles
    {
        public Dictionary<long, byte[]> Files { get; } = [];

        public Stream? Open(long id) => Files.TryGetValue(id, out var bytes) ? new MemoryStream(bytes) : null;
    }
}
