namespace EcomCenter.FakeWeCom;

/// <summary>The settings of a corporation and its service account (客服帐号).</summary>
public sealed record WeComAccount
{
    public string CorpId { get; init; } = "ww0123456789abcdef";

    public string Secret { get; init; } = "0123456789abcdefghij_KLMNOPQRSTUVWXYZ-01234";

    public string Token { get; init; } = "wordOfBothSides";

    public string EncodingAesKey { get; init; } = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    public string OpenKfId { get; init; } = "wkFakeAccount-1";
}

/// <summary>
/// A message of the account as the phone of the resident would show it. <paramref name="Text"/> is a media id for a file.
/// </summary>
public sealed record WeComSentMessage(string Id, string Resident, string Kind, string Text, DateTimeOffset At);

/// <summary>A call of the API, successful or not. The access token is left out.</summary>
public sealed record WeComApiCall(string Path, string Body, int ErrCode, DateTimeOffset At);

/// <summary>A planned failure of the next call of a path: an error code of WeCom or an HTTP status.</summary>
public sealed record PlannedWeComFailure(int? ErrCode, int? Status);

/// <summary>A message or an event as a pull returns it, and the time at which it was said.</summary>
internal sealed record KeptMessage(string Json, DateTimeOffset At);
