using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Http;

/// <summary>
/// An uploaded file before it is accepted. Its temporary file is deleted while open, so that nothing is left of it even if the process
/// crashes.
/// </summary>
public sealed class ReceivedFile : IAsyncDisposable
{
    private readonly FileStream _content;

    private ReceivedFile(FileStream content, string field, string? name) =>
        (_content, Field, Name) = (content, field, SafeFileName.Clean(name));

    public string Field { get; }

    public string? Name { get; }

    public long Size { get; private set; }

    public bool TooLarge { get; private set; }

    /// <summary>The type detected from the content; null if unknown.</summary>
    public FileType? Type { get; private set; }

    public string Hash { get; private set; } = "";

    /// <summary>Reads the whole body. A body longer than <paramref name="maxBytes"/> bytes is read to its end and dropped.</summary>
    public static async Task<ReceivedFile> ReadAsync(
        Stream body, string field, string? name, DataDirectory dataDirectory, long maxBytes, CancellationToken cancellation)
    {
        var file = new ReceivedFile(CreateUnnamedFile(dataDirectory), field, name);
        try
        {
            await file.CopyAsync(body, maxBytes, cancellation);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The code of the fault (last part of its text key); null if the file can be accepted.</summary>
    public string? FaultCode => TooLarge ? "fileTooLarge" : Size == 0 ? "fileEmpty" : Type is null ? "fileUnknown" : null;

    public Upload? ToUpload(int? seconds = null) => Type is null || TooLarge ? null : new(_content, Type, Name, Size, seconds);

    public ValueTask DisposeAsync() => _content.DisposeAsync();

    private async Task CopyAsync(Stream body, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            Size += read;
            TooLarge = Size > maxBytes;
            if (TooLarge) continue;
            hash.AppendData(buffer, 0, read);
            await _content.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        (Hash, Type) = (Convert.ToHexStringLower(hash.GetHashAndReset()), TooLarge ? null : await DetectTypeAsync(cancellation));
    }

    private async Task<FileType?> DetectTypeAsync(CancellationToken cancellation)
    {
        _content.Position = 0;
        var head = new byte[(int)Math.Min(Size, FileTypeDetector.HeaderBytes)];
        await _content.ReadExactlyAsync(head, cancellation);
        return FileTypeDetector.Detect(head);
    }

    private static FileStream CreateUnnamedFile(DataDirectory dataDirectory)
    {
        DataDirectory.CreatePrivateFolder(dataDirectory.AttachmentsFolder);
        var path = Path.Combine(dataDirectory.AttachmentsFolder, $"{Guid.NewGuid():N}.part");
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
