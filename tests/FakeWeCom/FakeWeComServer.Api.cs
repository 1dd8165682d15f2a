using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.FakeWeCom;

/// <summary>The API. Errors are answered with HTTP 200 and an error code, except for planned HTTP failures.</summary>
public sealed partial class FakeWeComServer
{
    private const int MaxTextBytes = 2048, MaxCursorBytes = 64, MinFileBytes = 6;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(3), CallbackTokenLifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromHours(2);

    private static readonly Dictionary<string, int> MaxUploadBytes = new()
    {
        ["image"] = 10 * 1024 * 1024, ["voice"] = 2 * 1024 * 1024, ["video"] = 10 * 1024 * 1024, ["file"] = 20 * 1024 * 1024,
    };

    public void RevokeToken()
    {
        lock (_gate) _accessToken = null;
    }

    /// <summary>Makes the next <paramref name="times"/> calls of a path fail.</summary>
    public void FailNext(string path, int? errcode = null, int? status = null, int times = 1)
    {
        for (var i = 0; i < times; i++) _failures.GetOrAdd(path, _ => new()).Enqueue(new(errcode, status));
    }

    /// <summary>Removes all planned failures.</summary>
    public void Recover() => _failures.Clear();

    /// <summary>Returns the number of messages and events after a cursor.</summary>
    public int CountAfter(string cursor)
    {
        lock (_gate) return _kept.Count - (ReadCursor(cursor) ?? 0);
    }

    /// <summary>Returns the bytes and the name of an uploaded media file.</summary>
    public (byte[] Bytes, string Name)? FindMedia(string id) => _media.TryGetValue(id, out var medium) ? (medium.Bytes, medium.Name) : null;

    private async Task AnswerAsync(HttpContext http)
    {
        if (IsDown)
        {
            http.Abort();
            return;
        }

        var path = http.Request.Path.Value!["/cgi-bin/".Length..];
        using var body = new MemoryStream();
        if (!http.Request.HasFormContentType) await http.Request.Body.CopyToAsync(body);
        var text = http.Request.HasFormContentType ? "(form)" : Encoding.UTF8.GetString(body.ToArray());
        var failure = _failures.TryGetValue(path, out var planned) && planned.TryDequeue(out var next) ? next : null;
        if (failure?.Status is { } status)
        {
            _calls.Enqueue(new(path, text, -status, _time.GetUtcNow()));
            http.Response.StatusCode = status;
            return;
        }

        var code = failure?.ErrCode ?? (path == "gettoken" ? 0 : CheckToken(http.Request.Query["access_token"]));
        var answer = code == 0 ? await ExecuteAsync(http, path, text) : Error(code);
        _calls.Enqueue(new(path, text, ReadCode(answer), _time.GetUtcNow()));
        if (answer is null) return;
        http.Response.ContentType = "application/json; charset=UTF-8";
        await http.Response.WriteAsync(answer, http.RequestAborted);
    }

    // Returns null if the answer has already been written.
    private async Task<string?> ExecuteAsync(HttpContext http, string path, string body) => path switch
    {
        "gettoken" => IssueToken(http.Request.Query),
        "kf/sync_msg" => Pull(ParseObject(body)),
        "kf/send_msg" => Send(body, isWelcome: false),
        "kf/send_msg_on_event" => Send(body, isWelcome: true),
        "media/upload" => await UploadAsync(http),
        "media/get" => await DownloadAsync(http),
        _ => Error(40066),
    };

    private string IssueToken(IQueryCollection asked)
    {
        Interlocked.Increment(ref _tokenRequests);
        if (asked["corpid"] != Account.CorpId) return Error(40013);
        if (asked["corpsecret"] != Account.Secret) return Error(40001);
        lock (_gate)
        {
            // The same token is returned until it expires.
            if (_accessToken is not { } current || current.Until <= _time.GetUtcNow())
                _accessToken = current = ($"token{++_nextToken:D4}_fake_for_tests_only", _time.GetUtcNow() + AccessTokenLifetime);
            return new JsonObject
            {
                ["errcode"] = 0, ["errmsg"] = "ok", ["access_token"] = current.Token,
                ["expires_in"] = (int)(current.Until - _time.GetUtcNow()).TotalSeconds,
            }.ToJsonString();
        }
    }

    private int CheckToken(string? token)
    {
        if (string.IsNullOrEmpty(token)) return 41001;
        lock (_gate)
        {
            if (_accessToken?.Token != token) return 40014;
            return _accessToken.Value.Until > _time.GetUtcNow() ? 0 : 42001;
        }
    }

    private string Pull(JsonObject asked)
    {
        if (asked["open_kfid"]?.GetValue<string>() != Account.OpenKfId) return Error(95000);
        if (asked["token"]?.GetValue<string>() is { Length: > 0 } token
            && !(_callbackTokens.TryGetValue(token, out var since) && since > _time.GetUtcNow() - CallbackTokenLifetime))
            return Error(95007);
        var cursor = asked["cursor"]?.GetValue<string>() ?? "";
        if (Encoding.UTF8.GetByteCount(cursor) > MaxCursorBytes || ReadCursor(cursor) is not { } from) return Error(40058);
        var limit = Math.Clamp(asked["limit"]?.GetValue<int>() ?? MaxPage, 1, MaxPage);
        lock (_gate)
        {
            var oldest = _kept.FindIndex(message => message.At > _time.GetUtcNow() - Retention);
            from = Math.Max(from, oldest < 0 ? _kept.Count : oldest);
            var page = _kept.Skip(from).Take(limit).Select(message => message.Json).ToList();
            var to = Math.Max(from + page.Count, Math.Min(from, _kept.Count));
            return $$"""
                {"errcode":0,"errmsg":"ok","next_cursor":"{{WriteCursor(to)}}","has_more":{{(to < _kept.Count ? 1 : 0)}},
                "msg_list":[{{string.Join(',', page)}}]}
                """;
        }
    }

    // A cursor tells nothing to its reader.
    private static string WriteCursor(int position) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString("cur00000000", CultureInfo.InvariantCulture))).TrimEnd('=');

    private static int? ReadCursor(string cursor)
    {
        if (cursor.Length == 0) return 0;
        var bytes = new byte[MaxCursorBytes];
        return Convert.TryFromBase64String(cursor.PadRight((cursor.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is ['c', 'u', 'r', .. var digits] && int.TryParse(digits, out var position)
            ? position : null;
    }

    private string Send(string body, bool isWelcome)
    {
        // WeCom does not decode \uXXXX and shows these characters, so the fake keeps them too.
        var message = ParseObject(body.Replace("\\u", "\\\\u", StringComparison.Ordinal));
        var kind = message["msgtype"]?.GetValue<string>() ?? "";
        if (!isWelcome && message["open_kfid"]?.GetValue<string>() != Account.OpenKfId) return Error(95000);
        if (FindReceiver(message, isWelcome) is not { } resident) return Error(isWelcome ? 95010 : 40096);
        if (CheckContent(message, kind, isWelcome) is var code and not 0) return Error(code);
        if (IsServedByMember) return Error(95018);
        lock (resident)
        {
            var now = _time.GetUtcNow();
            var refused = isWelcome ? resident.UseWelcome(message["code"]!.GetValue<string>(), now) : resident.UseReply(now);
            return refused == 0 ? Accept(resident, kind, ContentOf(message, kind)) : Error(refused);
        }
    }

    private WeComResident? FindReceiver(JsonObject message, bool isWelcome) => isWelcome
        ? _residents.Values.FirstOrDefault(resident => resident.HasWelcome(message["code"]?.GetValue<string>() ?? ""))
        : _residents.GetValueOrDefault(message["touser"]?.GetValue<string>() ?? "");

    private int CheckContent(JsonObject message, string kind, bool isWelcome)
    {
        var content = ContentOf(message, kind);
        if (kind is not ("text" or "image" or "voice" or "video" or "file") || (isWelcome && kind != "text")) return 40008;
        if (content.Length == 0) return 40063;
        if (kind == "text") return Encoding.UTF8.GetByteCount(content) > MaxTextBytes ? 45002 : 0;
        return _media.TryGetValue(content, out var medium) && medium.Type == kind ? 0 : 40007;
    }

    private string Accept(WeComResident resident, string kind, string content)
    {
        var id = $"sent{Interlocked.Increment(ref _nextMessage)}";
        // What fails later is never shown on the phone.
        if (resident.LateFailures.TryDequeue(out var failType)) _ = TellFailureAsync(resident.Id, id, failType);
        else _sent.Enqueue(new(id, resident.Id, kind, content, _time.GetUtcNow()));
        return $$"""{"errcode":0,"errmsg":"ok","msgid":"{{id}}"}""";
    }

    private async Task<string> UploadAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var kind = http.Request.Query["type"].ToString();
        if (!MaxUploadBytes.TryGetValue(kind, out var most)) return Error(40005);
        if (form.Files["media"] is not { FileName.Length: > 0 } file) return Error(44001);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        if (bytes.Length < MinFileBytes || bytes.Length > most) return Error(40006);
        if (kind == "voice" && !bytes.ToArray().AsSpan().StartsWith("#!AMR"u8)) return Error(40004);
        if (kind == "image" && bytes.ToArray() is not ([0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..])) return Error(40004);
        var id = $"upload{Interlocked.Increment(ref _nextMedia)}";
        _media[id] = (kind, file.FileName, bytes.ToArray());
        var at = _time.GetUtcNow().ToUnixTimeSeconds();
        return $$"""{"errcode":0,"errmsg":"ok","type":"{{kind}}","media_id":"{{id}}","created_at":"{{at}}"}""";
    }

    private async Task<string?> DownloadAsync(HttpContext http)
    {
        if (!_media.TryGetValue(http.Request.Query["media_id"].ToString(), out var medium)) return Error(40007);
        http.Response.ContentType = medium.Type switch
        {
            "image" => "image/jpeg",
            "voice" => "voice/amr",
            "video" => "video/mp4",
            _ => "text/plain",
        };
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{medium.Name}\"";
        await http.Response.Body.WriteAsync(medium.Bytes);
        return null;
    }

    private static string ContentOf(JsonObject message, string kind) =>
        message[kind]?[kind == "text" ? "content" : "media_id"]?.GetValue<string>() ?? "";

    private static JsonObject ParseObject(string body) => JsonNode.Parse(body) as JsonObject ?? [];

    private static int ReadCode(string? answer)
    {
        if (answer is null) return 0;
        using var read = JsonDocument.Parse(answer);
        return read.RootElement.GetProperty("errcode").GetInt32();
    }

    private static string Error(int code) => $$"""{"errcode":{{code}},"errmsg":"fake error hint: [secretHint{{code}}]"}""";
}
