using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>Sends files for residents and holds their bytes.</summary>
public sealed partial class FakeTelegram
{
    private int _nextAlbum = 1;

    public void AddFile(string fileId, byte[] bytes) => _files[fileId] = bytes;

    /// <summary>Removes a file from the server.</summary>
    public void RemoveFile(string fileId) => _files.TryRemove(fileId, out _);

    public int SendVoice(long chatId, string fileId, byte[] bytes, int seconds = 3, string? languageCode = null)
    {
        AddFile(fileId, bytes);
        return Send(chatId, message => message["voice"] = DescribeFile(fileId, bytes, ("duration", seconds), ("mime_type", "audio/ogg")),
            languageCode);
    }

    /// <summary>Sends a photo as Telegram does: in several sizes, each with its own id. Only the largest is the original.</summary>
    public int SendPhoto(long chatId, string fileId, byte[] bytes, string? caption = null, string? album = null) => Send(chatId, message =>
    {
        AddFile(fileId, bytes);
        message["photo"] = new JsonArray(
            DescribeFile(fileId + "-small", bytes[..1], ("width", 90), ("height", 67)),
            DescribeFile(fileId, bytes, ("width", 1280), ("height", 960)));
        if (caption is not null) message["caption"] = caption;
        if (album is not null) message["media_group_id"] = album;
    });

    public int SendDocument(long chatId, string fileId, byte[] bytes, string name, string? caption = null) => Send(chatId, message =>
    {
        AddFile(fileId, bytes);
        message["document"] = DescribeFile(fileId, bytes, ("file_name", name), ("mime_type", "application/octet-stream"));
        if (caption is not null) message["caption"] = caption;
    });

    /// <summary>Sends an album: one message for each photo, with the caption on the first.</summary>
    public IReadOnlyList<int> SendAlbum(long chatId, string? caption, params IReadOnlyList<(string FileId, byte[] Bytes)> photos)
    {
        var album = $"1398{Interlocked.Increment(ref _nextAlbum):D10}";
        return [.. photos.Select((photo, index) => SendPhoto(chatId, photo.FileId, photo.Bytes, index == 0 ? caption : null, album))];
    }

    private static JsonObject DescribeFile(string fileId, byte[] bytes, params IEnumerable<(string Name, JsonNode Value)> fields)
    {
        var file = new JsonObject { ["file_id"] = fileId, ["file_unique_id"] = "u" + fileId, ["file_size"] = bytes.Length };
        foreach (var (name, value) in fields) file[name] = value;
        return file;
    }
}
