using System.Net;
using System.Net.Sockets;

namespace EcomCenter.RunningDesk;

/// <summary>Finds a free TCP port on this machine.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
