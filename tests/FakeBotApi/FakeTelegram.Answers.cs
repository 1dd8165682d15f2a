using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.FakeBotApi;

/// <summary>Writes answers: ok and result, or error_code, description and parameters.</summary>
public sealed partial class FakeTelegram
{
    private PlannedFailure? TakeFailure(string method)
    {
        foreach (var name in new[] { method.ToLowerInvariant(), "*" })
            if (_failures.TryGetValue(name, out var waiting) && waiting.TryDequeue(out var error)) return error;
        return null;
    }

    private async Task OkAsync(HttpContext http, string method, JsonObject arguments, string result)
    {
        _calls.Enqueue(new(method, arguments, 200, _time.GetUtcNow()));
        await WriteAsync(http, 200, $$"""{"ok":true,"result":{{result}}}""");
    }

    private async Task FailAsync(HttpContext http, string method, JsonObject arguments, PlannedFailure failure)
    {
        _calls.Enqueue(new(method, arguments, failure.Status, _time.GetUtcNow()));
        if (failure.Delay is { } delay) await Task.Delay(delay, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (failure.HalfBody) { await WriteTruncatedAsync(http); return; }
        if (failure.Status >= 500) { await WriteAsync(http, failure.Status, "<html><body>Bad Gateway</body></html>", "text/html"); return; }
        var answer = new JsonObject { ["ok"] = false, ["error_code"] = failure.Status, ["description"] = failure.Description };
        if (failure.RetryAfter is { } seconds) answer["parameters"] = new JsonObject { ["retry_after"] = seconds };
        await WriteAsync(http, failure.Status, answer.ToJsonString());
    }

    private static async Task WriteTruncatedAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 1000;
        await http.Response.WriteAsync("""{"ok":true,"result":[{"upd""");
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private static async Task WriteAsync(HttpContext http, int status, string body, string type = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    private async Task AnswerFileAsync(HttpContext http, string token, string path)
    {
        var error = TakeFailure("file");
        _calls.Enqueue(new("file", [], error?.Status ?? 200, _time.GetUtcNow()));
        if (error?.Delay is { } delay) await Task.Delay(delay, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (error is { HalfBody: true }) await WriteTruncatedAsync(http);
        else if (error is not null) await WriteAsync(http, error.Status, "<html><body>Server error</body></html>", "text/html");
        else if (token == Token && _files.TryGetValue(path["files/".Length..], out var bytes)) await WriteFileAsync(http, bytes);
        else await WriteAsync(http, 404, """{"ok":false,"error_code":404,"description":"Not Found"}""");
    }

    private static async Task WriteFileAsync(HttpContext http, byte[] bytes)
    {
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }
}
