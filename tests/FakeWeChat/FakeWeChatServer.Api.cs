using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.FakeWeChat;

/// <summary>The API for the account. Errors are answered with HTTP 200 and an error code, except for planned HTTP failures.</summary>
public sealed partial class FakeWeChatServer
{
    private const int MaxTextBytes = 2048, MaxNoticeLength = 200, MaxTitleLength = 15, MaxButtonBytes = 16, MaxSubButtonBytes = 60;

    private const int MaxVoiceBytes = 2 * 1024 * 1024, MaxPictureBytes = 10 * 1024 * 1024;

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!["/cgi-bin/".Length..];
        var body = await ReadBodyAsync(http.Request);
        var text = http.Request.HasFormContentType ? "(form)" : Encoding.UTF8.GetString(body);
        var error = TakeFailure(path);
        if (error?.Delay is { } delay) await Task.Delay(delay, http.RequestAborted);
        if (error?.Status is { } status)
        {
            _calls.Enqueue(new(path, text, -status, _time.GetUtcNow()));
            http.Response.StatusCode = status;
            return;
        }

        var code = error?.ErrCode ?? (path == "stable_token" ? 0 : _tokens.Check(http.Request.Query["access_token"]));
        var answer = code == 0 ? await ExecuteAsync(http, path, text) : Error(code);
        _calls.Enqueue(new(path, text, answer?["errcode"]?.GetValue<int>() ?? 0, _time.GetUtcNow()));
        if (answer is null) return;
        http.Response.ContentType = path == "media/get" ? MediaErrorType : "application/json; encoding=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    // Returns null if the answer has already been written.
    private async Task<JsonObject?> ExecuteAsync(HttpContext http, string path, string body) => path switch
    {
        "stable_token" => IssueToken(ParseObject(body)),
        "message/custom/send" => Send(body),
        "message/template/subscribe" => SendNotice(ParseObject(body)),
        "menu/create" => SetMenu(ParseObject(body)),
        "media/upload" => await UploadAsync(http),
        "getcallbackip" => new JsonObject { ["ip_list"] = new JsonArray("127.0.0.1", "127.0.0.2") },
        "media/get" => await DownloadMediaAsync(http),
        _ => Error(40066),
    };

    private JsonObject IssueToken(JsonObject asked)
    {
        Interlocked.Increment(ref _tokenRequests);
        if (asked["grant_type"]?.GetValue<string>() != "client_credential") return Error(40002);
        if (asked["appid"]?.GetValue<string>() != Account.AppId) return Error(40013);
        if (asked["secret"]?.GetValue<string>() != Account.AppSecret) return Error(40125);
        var (token, seconds) = _tokens.Issue(asked["force_refresh"]?.GetValue<bool>() ?? false);
        return new() { ["access_token"] = token, ["expires_in"] = seconds };
    }

    private JsonObject Send(string body)
    {
        // WeChat does not decode \uXXXX and shows these characters, so the fake keeps them too.
        var message = ParseObject(body.Replace("\\u", "\\\\u", StringComparison.Ordinal));
        var kind = message["msgtype"]?.GetValue<string>() ?? "";
        if (!_users.TryGetValue(message["touser"]?.GetValue<string>() ?? "", out var person)) return Error(40003);
        if (kind is not ("text" or "voice" or "image")) return Error(40008);
        var shown = (kind == "text" ? message["text"]?["content"] : message[kind]?["media_id"])?.GetValue<string>() ?? "";
        if (shown.Length == 0) return Error(44004);
        if (kind == "text" && Encoding.UTF8.GetByteCount(shown) > MaxTextBytes) return Error(45002);
        if (kind != "text" && !(_media.TryGetValue(shown, out var medium)
            && medium.Type.StartsWith(kind == "voice" ? "audio/" : "image/", StringComparison.Ordinal)))
            return Error(40007);
        return SendIfAllowed(person, () => _sent.Enqueue(new(person.OpenId, kind, shown, _time.GetUtcNow())));
    }

    private JsonObject SendIfAllowed(WeChatUser person, Action send)
    {
        lock (person)
        {
            var code = person.UseReply(_time.GetUtcNow());
            if (code == 0) send();
            return Error(code);
        }
    }

    private JsonObject SendNotice(JsonObject message)
    {
        if (!_users.TryGetValue(message["touser"]?.GetValue<string>() ?? "", out var person)) return Error(40003);
        if (message["template_id"]?.GetValue<string>() != Account.NoticeTemplate) return Error(40037);
        var (title, text) = (message["title"]?.GetValue<string>() ?? "", message["data"]?["content"]?["value"]?.GetValue<string>() ?? "");
        if (title.Length is 0 or > MaxTitleLength || text.Length is 0 or > MaxNoticeLength) return Error(47003);
        if (!person.UseNotice(message["scene"]?.GetValue<int>() ?? -1)) return Error(43101);
        _sent.Enqueue(new(person.OpenId, "notice", text, _time.GetUtcNow()));
        return Error(0);
    }

    private JsonObject SetMenu(JsonObject menu)
    {
        if (menu["button"] is not JsonArray { Count: >= 1 and <= 3 } buttons) return Error(40016);
        foreach (var button in buttons)
        {
            if (NameOf(button).Length == 0 || Encoding.UTF8.GetByteCount(NameOf(button)) > MaxButtonBytes) return Error(40018);
            if (button!["sub_button"] is JsonArray more
                && (more.Count > 5 || more.Any(sub => Encoding.UTF8.GetByteCount(NameOf(sub)) > MaxSubButtonBytes)))
                return Error(40023);
        }

        Menu = (JsonObject)menu.DeepClone();
        return Error(0);
    }

    private async Task<JsonObject> UploadAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var kind = http.Request.Query["type"].ToString();
        if (form.Files["media"] is not { } file || kind is not ("voice" or "image")) return Error(40004);
        if (file.Length > (kind == "voice" ? MaxVoiceBytes : MaxPictureBytes)) return Error(45001);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        var ending = Path.GetExtension(file.FileName);
        if (kind == "image" && (!IsPicture(bytes.ToArray()) || ending is not (".jpg" or ".jpeg" or ".png" or ".gif"))) return Error(40009);
        var id = $"{kind}{Interlocked.Increment(ref _nextMedia)}";
        _media[id] = (kind == "voice" ? "audio/mpeg" : "image/jpeg", bytes.ToArray());
        return new() { ["type"] = kind, ["media_id"] = id, ["created_at"] = _time.GetUtcNow().ToUnixTimeSeconds() };
    }

    /// <summary>
    /// The type by which an error in place of a file is called. The real server names text, and sometimes the file's own type.
    /// </summary>
    public string MediaErrorType { get; set; } = "text/plain";

    /// <summary>Returns the bytes of an uploaded media file.</summary>
    public byte[]? GetMedia(string id) => _media.TryGetValue(id, out var medium) ? medium.Bytes : null;

    private static bool IsPicture(byte[] bytes) =>
        bytes is [0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..] or [0x47, 0x49, 0x46, 0x38, ..];

    private async Task<JsonObject?> DownloadMediaAsync(HttpContext http)
    {
        if (!_media.TryGetValue(http.Request.Query["media_id"].ToString(), out var medium)) return Error(40007);
        // WeChat returns the address of a video instead of its bytes.
        if (medium.Type == "video/mp4" && !http.Request.Query.ContainsKey("film"))
        {
            var (id, token) = (http.Request.Query["media_id"], http.Request.Query["access_token"]);
            return new() { ["video_url"] = $"{BaseUrl}/cgi-bin/media/get?film=1&media_id={id}&access_token={token}" };
        }

        http.Response.ContentType = medium.Type;
        http.Response.Headers.ContentDisposition = "attachment; filename=\"medium\"";
        await http.Response.Body.WriteAsync(medium.Bytes);
        return null;
    }

    private PlannedWeChatFailure? TakeFailure(string path) =>
        _failures.TryGetValue(path, out var waiting) && waiting.TryDequeue(out var error) ? error : null;

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request)
    {
        if (request.HasFormContentType) return [];
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static string NameOf(JsonNode? button) => button?["name"]?.GetValue<string>() ?? "";

    private static JsonObject ParseObject(string body) => JsonNode.Parse(body) as JsonObject ?? [];

    private static JsonObject Error(int code) =>
        new() { ["errcode"] = code, ["errmsg"] = code == 0 ? "ok" : $"fake error hint: [secretHint{code}]" };
}
