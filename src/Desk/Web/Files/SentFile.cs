using System.Security.Cryptography;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Web.Files;

/// <summary>
/// An uploaded file before it is accepted. Its temporary file is deleted while open, so that nothing is left of it even if the process
/// crashes.
/// </summary>
public sealed class SentFile : IAsyncDisposable
{
    private readonly FileStream _content;

    private SentFile(FileStream content, string field, string? name) => (_content, Field, Name) = (content, field, FileName.Clean(name));

    public string Field { get; }

    public string? Name { get; }

    public long Size { get; private set; }

    public bool TooLarge { get; private set; }

    /// <summary>The type detected from the content; null if unknown.</summary>
    public ContentType? Type { get; private set; }

    public string Hash { get; private set; } = "";

    /// <summary>Reads the whole body. A body longer than <paramref name="longest"/> bytes is read to its end and dropped.</summary>
    public static async Task<SentFile> ReadAsync(
        Stream body, string field, string? name, DataDirectory place, long longest, CancellationToken cancellation)
    {
        var file = new SentFile(Nameless(place), field, name);
        try
        {
            await file.TakeAsync(body, longest, cancellation);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The code of the fault (last part of its text key); null if the file can be accepted.</summary>
    public string? Fault => TooLarge ? "fileTooLarge" : Size == 0 ? "fileEmpty" : Type is null ? "fileUnknown" : null;

    public Upload? AsUpload(int? seconds = null) => Type is null || TooLarge ? null : new(_content, Type, Name, Size, seconds);

    public ValueTask DisposeAsync() => _content.DisposeAsync();

    private async Task TakeAsync(Stream body, long longest, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            Size += read;
            TooLarge = Size > longest;
            if (TooLarge) continue;
            hash.AppendData(buffer, 0, read);
            await _content.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        (Hash, Type) = (Convert.ToHexStringLower(hash.GetHashAndReset()), TooLarge ? null : await LookAsync(cancellation));
    }

    private async Task<ContentType?> LookAsync(CancellationToken cancellation)
    {
        _content.Position = 0;
        var head = new byte[(int)Math.Min(Size, ContentTypes.Head)];
        await _content.ReadExactlyAsync(head, cancellation);
        return ContentTypes.Of(head);
    }

    private static FileStream Nameless(DataDirectory place)
    {
        DataDirectory.CreateFolder(place.AttachmentsFolder);
        var path = Path.Combine(place.AttachmentsFolder, $"{Guid.NewGuid():N}.part");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete,
            Options = FileOptions.Asynchronous, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var content = new FileStream(path, options);
        File.Delete(path);
        return content;
    }
}
