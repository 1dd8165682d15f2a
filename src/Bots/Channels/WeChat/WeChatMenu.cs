using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Sets the three menu buttons under every chat at start. A failure is only logged, because conversations work without the menu.
/// </summary>
public sealed partial class WeChatMenu(WeChatApi api, TimeProvider time, ILogger<WeChatMenu> log) : BackgroundService
{
    private const int MaxAttempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private static readonly TextCatalog Texts = TextCatalog.Load(typeof(WeChatMenu).Assembly, "EcomCenter.Bots.Texts.wechat");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!api.Options.IsOn) return;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                await api.PostAsync("/cgi-bin/menu/create", BuildMenu(), stoppingToken);
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The channel works without its menu: whatever failed, it is tried again.
                LogRejected(attempt, TencentErrors.GetCode(error));
                await Task.Delay(FirstPause * Math.Pow(4, attempt - 1), time, stoppingToken);
            }
        }
    }

    /// <summary>
    /// All residents share one menu, so its labels are in both Chinese and Uyghur. Each language is listed under its own name.
    /// </summary>
    internal static JsonObject BuildMenu() => new()
    {
        ["button"] = new JsonArray(
            ClickButton(InBothLanguages("menu.new"), ButtonCodes.New),
            ClickButton(InBothLanguages("menu.matters"), ButtonCodes.MyTickets),
            new JsonObject
            {
                ["name"] = InBothLanguages("menu.language"),
                ["sub_button"] = new JsonArray([.. new[] { Language.Ug, Language.ZhHans, Language.En }
                    .Select(language => ClickButton(DisplayNames.NativeName(language), ButtonCodes.ChooseLanguage(language)))]),
            }),
    };

    private static JsonObject ClickButton(string name, string code) => new() { ["type"] = "click", ["name"] = name, ["key"] = code };

    private static string InBothLanguages(string key) => $"{Texts.Format(Language.ZhHans, key)} {Texts.Format(Language.Ug, key)}";

    [LoggerMessage(Level = LogLevel.Information, Message = "WeChat rejected the menu on attempt {Attempt} ({Code})")]
    private partial void LogRejected(int attempt, string code);
}
