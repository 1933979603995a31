module velero

go 1.26.8

require github.com/vmware-tanzu/velero v1.18.3
