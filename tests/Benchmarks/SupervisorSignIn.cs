using System.Net;
using System.Text.RegularExpressions;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>Adds a supervisor account and signs it in through the sign-in form.</summary>
internal static partial class SupervisorSignIn
{
    private const string User = "bench", Password = "long-enough-for-a-bench-1";

    /// <summary>Returns the value of the Cookie header.</summary>
    public static async Task<string> GetCookieAsync(MeasuredDesk desk)
    {
        var added = await DeskCommand.RunAsync(
            desk.Binary, desk.Database.Settings, Password,
            "staff", "add", "--user", User, "--name", "Bench", "--role", "supervisor", "--password-stdin");
        if (added.ExitCode != 0) throw new InvalidOperationException($"staff add failed:\n{added.Output}{added.Error}");
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = desk.Process.Address,
        };
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var hidden = HiddenInputPattern().Matches(page)
            .Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        using var form = new FormUrlEncodedContent([.. hidden, new("username", User), new("password", Password)]);
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"Sign-in was answered {(int)answer.StatusCode}.");
        return cookies.GetCookieHeader(desk.Process.Address);
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)" """)]
    private static partial Regex HiddenInputPattern();
}
